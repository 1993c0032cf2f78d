package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalControlTest {
    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Fixture.Answer order(String path, String body) {
        return fixture.send("POST", "__local/" + path, Map.of("Content-Type", "application/json"), body);
    }

    private Fixture.Answer readerToken() {
        return fixture.token(Fixture.form(
                "grant_type",
                "client_credentials",
                "client_id",
                "copilot-accounts-reader",
                "client_secret",
                fixture.secrets.accountsReader(),
                "audience",
                fixture.issuer() + "api/v2/"));
    }

    @Test
    void faultsLastForAsManyCallsAsOrdered() {
        order("faults", "{\"status\":429,\"calls\":2,\"grantType\":\"client_credentials\"}");
        assertThat(readerToken().error()).isEqualTo("too_many_requests");
        assertThat(readerToken().headers()).containsKeys("retry-after", "x-ratelimit-reset");
        assertThat(readerToken().status()).isEqualTo(200);
    }

    @Test
    void faultsMatchTheirGrantTypeOnly() {
        order("faults", "{\"status\":503,\"calls\":1,\"grantType\":\"" + GrantTypes.VAULT + "\"}");
        assertThat(readerToken().status()).isEqualTo(200);
        order("faults", "{\"calls\":0}");
    }

    @Test
    void linksAnotherIdentityWithItsProfileAndTakesItAway() {
        assertThat(order("users/auth0%7Cada/link/google-oauth2", "").status()).isEqualTo(204);
        assertThat(identities()).contains("ada-2");
        assertThat(order("users/auth0%7Cada/unlink/google-oauth2", "").status()).isEqualTo(204);
        assertThat(identities()).doesNotContain("ada-2").contains("google-oauth2");
        assertThat(order("users/auth0%7Cada/relink/google-oauth2", "").status()).isEqualTo(404);
    }

    private String identities() {
        return fixture.get(
                        "api/v2/users/auth0%7Cada",
                        readerToken().body().path("access_token").asText())
                .body()
                .path("identities")
                .toString();
    }

    @Test
    void anAnswerCanBeSlow() {
        order("faults", "{\"delayMillis\":300,\"calls\":1}");
        var begin = Instant.now();
        assertThat(readerToken().status()).isEqualTo(200);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void showsTheCodeOfAPersonOnAPageThatSaysWhereItExists() {
        var code =
                fixture.get("__local/totp/auth0%7Cada", "").body().path("code").asText();
        assertThat(code).matches("[0-9]{6}");
        assertThat(fixture.get("__local/authenticator?user=auth0%7Cada", "")
                        .body()
                        .asText())
                .contains("exists only in the local stack");
        assertThat(fixture.get("__local/totp/nobody", "").status()).isEqualTo(404);
    }

    /** {@code ./dev up} prints the address without a person. */
    @Test
    void theAuthenticatorAsksWhoseCodeIsMeant() {
        var answer = fixture.get("__local/authenticator", "");

        assertThat(answer.status()).isEqualTo(200);
        for (var user : fixture.tenant.users()) {
            var link = "__local/authenticator?user=" + Parameters.encode(user.id());
            assertThat(answer.body().asText()).contains("href=\"/" + link + "\">" + user.email() + "<");
            assertThat(fixture.get(link, "").body().asText()).contains("Authenticator of " + user.email());
        }
    }

    @Test
    void theAuthenticatorOfNobodySaysSoAndLeadsOn() {
        var answer = fixture.get("__local/authenticator?user=%3Cb%3Enobody", "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().asText())
                .contains("Nobody here has the id &lt;b&gt;nobody.", "?user=auth0%7Cada\"")
                .doesNotContain("<b>nobody");
    }

    @Test
    void accountsCanBeConnectedAndDisconnected() {
        var token = readerToken().body().path("access_token").asText();
        var path = "api/v2/users/auth0%7Ccarol/connected-accounts";
        assertThat(order("users/auth0%7Ccarol/connect/github", "").status()).isEqualTo(204);
        assertThat(fixture.get(path, token).body().path("connected_accounts")).hasSize(1);
        assertThat(order("users/auth0%7Ccarol/disconnect/github", "").status()).isEqualTo(204);
        assertThat(fixture.get(path, token).body().path("connected_accounts")).isEmpty();
        assertThat(order("users/auth0%7Ccarol/explode/github", "").status()).isEqualTo(404);
    }

    @Test
    void anAccountCanBeConnectedWithFewerScopes() {
        order("users/auth0%7Ccarol/connect/sign-in-with-slack?scopes=chat:write%20channels:read", "");

        assertThat(fixture.get(
                                "api/v2/users/auth0%7Ccarol/connected-accounts",
                                readerToken().body().path("access_token").asText())
                        .body()
                        .path("connected_accounts")
                        .path(0)
                        .path("scopes"))
                .extracting(JsonNode::asText)
                .containsExactly("chat:write", "channels:read");
    }

    @Test
    void aTenantWithoutTheMfaActionGivesPresenceWithoutSecondFactor() {
        order("mfa", "{\"onRequest\":false,\"clients\":[]}");
        var tokens = BrowserlessLogin.codeFlow(
                fixture.issuer(),
                fixture.presence(),
                fixture.ada(),
                Map.of("scope", "openid", "max_age", "0", "acr_values", Tenant.MFA));
        assertThat(Fixture.claims(tokens.idToken()).has("amr")).isFalse();
    }

    @Test
    void theVaultCanBeSwitchedOffAndOn() {
        var seed = fixture.tenant;
        var google = "api/v2/users/auth0%7Cbob";
        var token = readerToken().body().path("access_token").asText();
        assertThat(fixture.get(google, token).body().path("identities"))
                .hasSize(seed.user("auth0|bob").orElseThrow().identities().size());

        order("vault", "{\"on\":false}");
        assertThat(fixture.get(google, token).body().path("identities")).hasSize(3);
        assertThat(fixture.token(fixture.withAssertion(Fixture.form(
                                "grant_type", "client_credentials", "audience", fixture.issuer() + "api/v2/")))
                        .body()
                        .path("scope")
                        .asText())
                .contains("read:user_idp_tokens");

        order("vault", "{\"on\":true}");
        assertThat(fixture.get(google, token).body().path("identities")).hasSize(1);
    }

    @Test
    void foreignWebPagesGiveNoOrders() {
        var answer = fixture.send(
                "POST", "__local/mfa", Map.of("Origin", "https://evil.test"), "{\"onRequest\":false,\"clients\":[]}");
        assertThat(answer.status()).isEqualTo(403);
    }
}
