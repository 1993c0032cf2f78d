package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CodeFlowTest {
    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static final Map<String, String> APPROVAL =
            Map.of("scope", "openid profile email actions:read actions:decide", "audience", LocalTenant.APPROVAL);

    private String freshCode() {
        return BrowserlessLogin.callback(fixture.browser("ada").follow(fixture.authorize(Map.of())))
                .get("code");
    }

    @Test
    void givesTokensThroughTheLoginForm() {
        var tokens = BrowserlessLogin.codeFlow(fixture.issuer(), fixture.page(), fixture.ada(), APPROVAL);
        var id = Fixture.claims(tokens.idToken());
        assertThat(id.path("iss").asText())
                .isEqualTo(fixture.issuer().toString())
                .endsWith("/");
        assertThat(id.path("sub").asText()).isEqualTo("auth0|ada");
        assertThat(id.path("aud").asText()).isEqualTo("copilot-page");
        assertThat(id.path("email").asText()).isEqualTo("ada@acme.test");
        assertThat(id.path(LocalTenant.CONNECTION_CLAIM).asText()).isEqualTo(Connection.DATABASE);
        assertThat(tokens.expiresIn()).isEqualTo(86_400);
    }

    @Test
    void everyTokenAboutAPersonListsTheirGroups() {
        var bob = BrowserlessLogin.codeFlow(
                fixture.issuer(), fixture.page(), Credentials.of(fixture.tenant, "bob"), APPROVAL);
        var ada = BrowserlessLogin.codeFlow(fixture.issuer(), fixture.page(), fixture.ada(), APPROVAL);

        assertThat(groups(bob.idToken())).containsExactly("security");
        assertThat(groups(bob.accessToken())).containsExactly("security");
        assertThat(groups(ada.idToken())).isEmpty();
    }

    private static List<String> groups(String token) {
        var groups = Fixture.claims(token).path("https://copilot.local/groups");
        assertThat(groups.isArray()).isTrue();
        return groups.valueStream().map(JsonNode::asText).toList();
    }

    @Test
    void accessTokenHasTheShapeOfAuth0sProfile() {
        var tokens = BrowserlessLogin.codeFlow(fixture.issuer(), fixture.page(), fixture.ada(), APPROVAL);
        var access = Fixture.claims(tokens.accessToken());
        assertThat(access.path("aud"))
                .extracting(node -> node.asText())
                .containsExactly(LocalTenant.APPROVAL, fixture.issuer() + "userinfo");
        assertThat(access.path("azp").asText()).isEqualTo("copilot-page");
        assertThat(access.path("scope").asText()).contains("actions:decide", "openid");
        assertThat(access.has("auth_time") || access.has("amr") || access.has("permissions"))
                .isFalse();
    }

    @Test
    void audienceIsATextWhereOpenidWasNotAsked() {
        var tokens = BrowserlessLogin.codeFlow(
                fixture.issuer(),
                Fixture.cli(),
                fixture.ada(),
                Map.of("scope", "runs:read unknown:scope", "audience", LocalTenant.PLANNER));
        assertThat(Fixture.claims(tokens.accessToken()).path("aud").asText()).isEqualTo(LocalTenant.PLANNER);
        assertThat(tokens.scope()).isEqualTo("runs:read");
        assertThat(tokens.idToken()).isEmpty();
    }

    @Test
    void tokensVerifyWithThePublishedKeys() throws Exception {
        var tokens = BrowserlessLogin.codeFlow(fixture.issuer(), fixture.page(), fixture.ada(), APPROVAL);
        var published = new JsonWebKeySet(
                fixture.get(".well-known/jwks.json", "").body().toString());
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(tokens.idToken());
        var key = published.getJsonWebKeys().getFirst();
        assertThat(jws.getKeyIdHeaderValue()).isEqualTo(key.getKeyId());
        jws.setKey(key.getKey());
        assertThat(jws.verifySignature()).isTrue();
    }

    @Test
    void rbacGivesOperatorsTheirPermission() {
        var asked = Map.of("scope", "audit:read audit:read_all", "audience", LocalTenant.AUDIT);
        var ada = BrowserlessLogin.codeFlow(fixture.issuer(), Fixture.cli(), fixture.ada(), asked);
        var olga = fixture.browser("olga").codeFlow(Fixture.cli(), asked);
        assertThat(ada.scope()).isEqualTo("audit:read");
        assertThat(Fixture.claims(ada.accessToken()).path("permissions").toString())
                .isEqualTo("[\"audit:read\"]");
        assertThat(Fixture.claims(olga.accessToken()).path("permissions").toString())
                .contains("audit:read_all");
    }

    @Test
    void wrongPasswordIsSaidOnTheForm() {
        var stranger =
                new BrowserlessLogin(fixture.issuer(), new BrowserlessLogin.Credentials("ada@acme.test", "wrong", ""));
        var address = fixture.authorize(Map.of());
        assertThatThrownBy(() -> stranger.follow(address)).hasMessageContaining("Wrong email or password");
    }

    @Test
    void codeIsGoodOnce() {
        var code = freshCode();
        assertThat(fixture.token(fixture.redemption(code)).status()).isEqualTo(200);
        var again = fixture.tokenAsJson(fixture.redemption(code));
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.error()).isEqualTo("invalid_grant");
        assertThat(again.description()).isEqualTo("Invalid authorization code");
    }

    @Test
    void codeDiesAfterAMinute() {
        try (var late = new Fixture()) {
            var code = BrowserlessLogin.callback(late.browser("ada").follow(late.authorize(Map.of())))
                    .get("code");
            late.clock.advance(Duration.ofSeconds(61));
            assertThat(late.token(late.redemption(code)).error()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void refusesAWrongVerifierAndUsesTheCodeUp() {
        var form = fixture.redemption(freshCode());
        form.put("code_verifier", "w".repeat(43));
        var refused = fixture.token(form);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.description()).isEqualTo("Failed to verify code verifier");
        form.put("code_verifier", "v".repeat(43));
        assertThat(fixture.token(form).description()).isEqualTo("Invalid authorization code");
    }

    @Test
    void refusesAMissingVerifier() {
        var form = fixture.redemption(freshCode());
        form.remove("code_verifier");
        assertThat(fixture.token(form).error()).isEqualTo("invalid_grant");
    }

    @Test
    void refusesAnotherRedirectUriAtTheTokenEndpoint() {
        var form = fixture.redemption(freshCode());
        form.put("redirect_uri", "http://127.0.0.1:1/callback");
        var refused = fixture.token(form);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("unauthorized_client");
        assertThat(refused.description())
                .isEqualTo("The redirect URI is wrong. You sent http://127.0.0.1:1/callback, and we expected "
                        + Fixture.CLI_CALLBACK);
    }

    @Test
    void refusesAnotherClientsCode() {
        var form = new HashMap<>(fixture.redemption(freshCode()));
        form.put("client_id", "acme-agent");
        form.put("client_secret", fixture.secrets.acmeAgent());
        assertThat(fixture.token(form).description()).isEqualTo("Invalid authorization code");
    }

    @Test
    void namesTheMissingParameterAndTheUnknownGrant() {
        var form = fixture.redemption(freshCode());
        form.remove("code");
        assertThat(fixture.token(form).description()).isEqualTo("Missing required parameter: code");
        assertThat(fixture.token(Fixture.form("grant_type", "password")).error())
                .isEqualTo("unsupported_grant_type");
        var other = Fixture.form("grant_type", "client_credentials", "client_id", "copilot-cli");
        assertThat(fixture.token(other).description())
                .isEqualTo("Grant type 'client_credentials' not allowed for the client.");
    }

    @Test
    void userinfoTakesTheOpaqueTokenAndTheJwt() {
        var opaque = BrowserlessLogin.codeFlow(
                fixture.issuer(), Fixture.cli(), fixture.ada(), Map.of("scope", "openid email"));
        var jwt = BrowserlessLogin.codeFlow(fixture.issuer(), fixture.page(), fixture.ada(), APPROVAL);
        assertThat(opaque.accessToken()).doesNotContain(".");
        assertThat(fixture.get("userinfo", opaque.accessToken())
                        .body()
                        .path("sub")
                        .asText())
                .isEqualTo("auth0|ada");
        assertThat(fixture.get("userinfo", jwt.accessToken())
                        .body()
                        .path("name")
                        .asText())
                .isEqualTo("Ada");
        assertThat(fixture.get("userinfo", "nonsense").error()).isEqualTo("invalid_token");
    }

    @Test
    void anOutsideAgentNeedsThePersonsConsentOnce() {
        var agent = BrowserlessLogin.Application.withSecret(
                "acme-agent", fixture.secrets.acmeAgent(), "http://127.0.0.1:9999/callback");
        var browser = fixture.browser("bob");
        var asked = Map.of("scope", "openid runs:write", "audience", LocalTenant.PLANNER);
        assertThat(Fixture.claims(browser.codeFlow(agent, asked).accessToken())
                        .path("azp")
                        .asText())
                .isEqualTo("acme-agent");
        var silent = new HashMap<>(asked);
        silent.put("prompt", "none");
        assertThat(browser.codeFlow(agent, silent).accessToken()).isNotEmpty();
        silent.put("audience", LocalTenant.APPROVAL);
        assertThatThrownBy(() -> browser.codeFlow(agent, silent)).hasMessageContaining("consent_required");
    }
}
