package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ManagementApiTest {
    private static Fixture fixture;
    private static String token;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
        token = fixture.managementToken("copilot-accounts-reader", fixture.secrets.accountsReader());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void listsConnectedAccountsWithoutTokens() {
        var answer = fixture.get("api/v2/users/auth0%7Cbob/connected-accounts", token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsKey("x-ratelimit-remaining");
        var accounts = answer.body().path("connected_accounts");
        assertThat(accounts)
                .extracting(account -> account.path("connection").asText())
                .containsExactly("github", "sign-in-with-slack");
        assertThat(accounts.path(0).path("id").asText()).matches("cac_[A-Za-z0-9]{22}");
        assertThat(accounts.path(0).path("scopes")).isEmpty();
        assertThat(answer.body().toString()).doesNotContain("token");
        assertThat(answer.body().has("next")).isFalse();
    }

    @Test
    void pagesByFromAndTake() {
        var path = "api/v2/users/auth0%7Cada/connected-accounts?take=2";
        var first = fixture.get(path, token).body();
        assertThat(first.path("connected_accounts")).hasSize(2);
        var rest = fixture.get(path + "&from=" + first.path("next").asText(), token)
                .body();
        assertThat(rest.path("connected_accounts")).hasSize(1);
        assertThat(rest.has("next")).isFalse();
        assertThat(fixture.get("api/v2/users/auth0%7Cada/connected-accounts?take=0", token)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void somebodyWithoutAccountsHasAnEmptyList() {
        assertThat(fixture.get("api/v2/users/auth0%7Ccarol/connected-accounts", token)
                        .body()
                        .path("connected_accounts"))
                .isEmpty();
    }

    @Test
    void showsAPersonWithIdentities() {
        var body = fixture.get("api/v2/users/auth0%7Cada", token).body();
        assertThat(body.path("user_id").asText()).isEqualTo("auth0|ada");
        assertThat(body.path("identities")).hasSize(2);
        assertThat(body.toString()).doesNotContain("password", "token");
    }

    @Test
    void errorsHaveTheApisOwnForm() {
        var unknown = fixture.get("api/v2/users/auth0%7Cnobody", token);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body().path("errorCode").asText()).isEqualTo("inexistent_user");
        var missing = fixture.get("api/v2/users/auth0%7Cada", "");
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.body().path("statusCode").asInt()).isEqualTo(401);
        var narrow = fixture.send(
                "DELETE", "api/v2/users/auth0%7Cada/sessions", Map.of("Authorization", "Bearer " + token), "");
        assertThat(narrow.status()).isEqualTo(403);
        assertThat(narrow.body().path("message").asText())
                .isEqualTo("Insufficient scope, expected any of: delete:sessions");
    }

    @Test
    void aTokenForAnotherApiIsInvalid() {
        var other = fixture.browser("ada")
                .codeFlow(Fixture.cli(), Map.of("scope", "actions:read", "audience", LocalTenant.APPROVAL));
        assertThat(fixture.get("api/v2/users/auth0%7Cada", other.accessToken()).status())
                .isEqualTo(401);
    }

    @Test
    void noClientOfTheVaultsTenantReadsProviderTokens() {
        var gateway =
                fixture.get("api/v2/users/auth0%7Cada", gatewayToken(fixture)).body();

        assertThat(gateway.path("identities")).hasSize(2).noneMatch(identity -> identity.has("access_token"));
    }

    @Test
    void aTenantWithoutVaultShowsTheTokensOfIdentitiesToWhomMayReadThem() {
        try (var ordinary = new Fixture(LocalTenant::withoutVault)) {
            var identities = ordinary.get("api/v2/users/auth0%7Cada", gatewayToken(ordinary))
                    .body()
                    .path("identities");
            var github = identities
                    .valueStream()
                    .filter(identity -> identity.path("connection").asText().equals("github"))
                    .findFirst()
                    .orElseThrow();
            var reader = ordinary.managementToken("copilot-accounts-reader", ordinary.secrets.accountsReader());

            assertThat(github.path("access_token").asText()).startsWith("ghu_");
            assertThat(identities.path(0).path("provider").asText()).isEqualTo("auth0");
            assertThat(identities.path(0).has("access_token")).isFalse();
            assertThat(ordinary.get("api/v2/users/auth0%7Cada", reader).body().toString())
                    .contains("github")
                    .doesNotContain("ghu_");
        }
    }

    private static String gatewayToken(Fixture at) {
        return at.token(at.withAssertion(
                        Fixture.form("grant_type", "client_credentials", "audience", at.issuer() + "api/v2/")))
                .body()
                .path("access_token")
                .asText();
    }
}
