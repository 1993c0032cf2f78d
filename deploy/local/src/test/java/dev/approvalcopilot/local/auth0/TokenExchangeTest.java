package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TokenExchangeTest {
    private static final String TYP = "token-vault-req+jwt";

    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Map<String, String> request(String connection, String subjectToken) {
        return fixture.withAssertion(Fixture.form(
                "grant_type",
                GrantTypes.VAULT,
                "connection",
                connection,
                "subject_token",
                subjectToken,
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:jwt",
                "requested_token_type",
                "http://auth0.com/oauth/token-type/token-vault-access-token"));
    }

    private static Map<String, String> request(String connection, String user, String scope) {
        var form = request(connection, subjectToken(fixture.requestClaims(user)));
        form.put("scope", scope);
        return form;
    }

    private static String subjectToken(Map<String, Object> claims) {
        return Fixture.sign(Fixture.GATEWAY_KEY, TYP, claims);
    }

    private static Fixture.Answer exchange(String connection, String user) {
        return fixture.tokenAsJson(request(connection, user, ""));
    }

    @Test
    void givesAProviderTokenThatTheProvidersCanLookUp() {
        var answer = exchange("sign-in-with-slack", "auth0|ada");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("issued_token_type").asText())
                .isEqualTo("http://auth0.com/oauth/token-type/federated-connection-access-token");
        assertThat(answer.body().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.body().path("expires_in").asInt()).isBetween(43_190, 43_200);
        assertThat(answer.body().path("scope").asText()).isEqualTo("chat:write channels:read channels:write");
        assertThat(answer.body().has("refresh_token") || answer.body().has("id_token"))
                .isFalse();

        var token = answer.body().path("access_token").asText();
        var known = fixture.auth0.providerTokens().find(token).orElseThrow();
        assertThat(known.user()).isEqualTo("auth0|ada");
        assertThat(known.scopes()).containsExactly("chat:write", "channels:read", "channels:write");
        assertThat(known.auditContext()).isEqualTo(Fixture.AUDIT_CONTEXT);
        assertThat(known.toString()).doesNotContain(token);
        var overHttp = fixture.get("__local/provider-tokens/" + token, "");
        assertThat(overHttp.body().path("connection").asText()).isEqualTo("sign-in-with-slack");
        assertThat(overHttp.body().path("auditContext").asText()).isEqualTo(Fixture.AUDIT_CONTEXT);
        assertThat(fixture.get("__local/provider-tokens/unknown", "").status()).isEqualTo(404);
    }

    @Test
    void githubReportsNoScopes() {
        var answer = exchange("github", "auth0|bob");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("scope").asText("?")).isEmpty();
    }

    @Test
    void googleNarrowsAndSlackDoesNot() {
        var readonly = "https://www.googleapis.com/auth/gmail.readonly";
        assertThat(fixture.token(request("google-oauth2", "auth0|ada", readonly))
                        .body()
                        .path("scope")
                        .asText())
                .isEqualTo(readonly);
        assertThat(fixture.token(request("sign-in-with-slack", "auth0|ada", "chat:write"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aScopeThatIsNotPinnedIsRefused() {
        var answer = fixture.token(request("google-oauth2", "auth0|ada", "https://mail.google.com/"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("access_denied");
    }

    @ParameterizedTest
    @CsvSource({"github,auth0|carol,401", "google-oauth2,auth0|bob,401", "facebook,auth0|ada,403"})
    void refusesAnAccountThatIsNotConnectedAndAConnectionThatIsNotPinned(String connection, String user, int status) {
        var answer = exchange(connection, user);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error())
                .isEqualTo(status == 403 ? "access_denied" : "federated_connection_refresh_token_not_found");
    }

    @Test
    void saysSoWhenTheProviderRefusesTheRefresh() {
        try (var other = new Fixture()) {
            assertThat(other.send("POST", "__local/users/auth0%7Cada/break/github", Map.of(), "")
                            .status())
                    .isEqualTo(204);
            var form = other.withAssertion(
                    request("github", Fixture.sign(Fixture.GATEWAY_KEY, TYP, other.requestClaims("auth0|ada"))));
            assertThat(other.token(form).error()).isEqualTo("federated_connection_refresh_token_flow_failed");
        }
    }

    static Object[] badSubjectTokens() {
        return new Object[] {
            change("other iss", claims -> claims.put("iss", "copilot-page")),
            change("other aud", claims -> claims.put("aud", "https://elsewhere.test/")),
            change(
                    "two aud",
                    claims -> claims.put("aud", List.of(fixture.issuer().toString(), "x"))),
            change("no iat", claims -> claims.remove("iat")),
            change("too old, whatever exp says", claims -> {
                claims.put("iat", now() - 61);
                claims.put("exp", now() + 100);
            }),
            change("from the future", claims -> claims.put("iat", now() + 60)),
            change("expired", claims -> claims.put("exp", now() - 1)),
            change("no jti", claims -> claims.remove("jti")),
            change("no audit context", claims -> claims.remove("audit_context")),
            change("empty audit context", claims -> claims.put("audit_context", "")),
            change("long audit context", claims -> claims.put("audit_context", "x".repeat(257))),
            change("nobody", claims -> claims.put("sub", "auth0|nobody"))
        };
    }

    private static Named<Consumer<Map<String, Object>>> change(String name, Consumer<Map<String, Object>> change) {
        return Named.of(name, change);
    }

    private static long now() {
        return fixture.clock.instant().getEpochSecond();
    }

    @ParameterizedTest
    @MethodSource("badSubjectTokens")
    void refusesASubjectTokenWith(Consumer<Map<String, Object>> change) {
        var claims = fixture.requestClaims("auth0|ada");
        change.accept(claims);
        assertInvalid(request("github", subjectToken(claims)));
    }

    @Test
    void refusesAWrongTypAndAWrongSignature() {
        assertInvalid(request("github", Fixture.sign(Fixture.GATEWAY_KEY, "JWT", fixture.requestClaims("auth0|ada"))));
        assertInvalid(signedWith(Fixture.OTHER_KEY));
        assertInvalid(request("github", "no.jwt.here"));
    }

    private static Map<String, String> signedWith(RsaJsonWebKey key) {
        return request("github", Fixture.sign(key, TYP, fixture.requestClaims("auth0|ada")));
    }

    private static void assertInvalid(Map<String, String> form) {
        var answer = fixture.token(form);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("invalid_grant");
        assertThat(answer.body().has("access_token")).isFalse();
    }

    @Test
    void aSubjectTokenIsGoodOnce() {
        var subjectToken = subjectToken(fixture.requestClaims("auth0|ada"));
        assertThat(fixture.token(request("github", subjectToken)).status()).isEqualTo(200);
        assertInvalid(request("github", subjectToken));
    }

    @Test
    void refusesOtherTokenTypes() {
        var form = request("github", "auth0|ada", "");
        form.put("requested_token_type", "http://auth0.com/oauth/token-type/federated-connection-access-token");
        var answer = fixture.token(form);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
    }

    @Test
    void isNotForOtherClients() {
        var form = request("github", "auth0|ada", "");
        form.keySet().removeIf(name -> name.startsWith("client_"));
        form.put("client_id", "copilot-presence");
        form.put("client_secret", fixture.secrets.presence());
        assertThat(fixture.token(form).status()).isEqualTo(403);
        assertThat(fixture.token(form).error()).isEqualTo("unauthorized_client");
    }

    @Test
    void theTenantLogKeepsTheAuditContextOfBothOutcomes() {
        exchange("github", "auth0|ada");
        exchange("github", "auth0|carol");
        var entries = fixture.auth0.log().entries();
        assertThat(entries)
                .filteredOn(entry -> entry.type().equals("seta"))
                .last()
                .satisfies(entry -> {
                    assertThat(entry.userId()).isEqualTo("auth0|ada");
                    assertThat(entry.details()).containsEntry("audit_context", Fixture.AUDIT_CONTEXT);
                });
        assertThat(entries)
                .filteredOn(entry -> entry.type().equals("feta"))
                .last()
                .satisfies(entry -> assertThat(entry.details())
                        .containsEntry("audit_context", Fixture.AUDIT_CONTEXT)
                        .containsEntry("is_privileged_worker", true)
                        .containsEntry("failure_reason", "federated_connection_refresh_token_not_found"));
        assertThat(fixture.get("__local/logs?type=seta", "").body()).isNotEmpty();
    }

    @Test
    void aProviderTokenDiesWithItsTime() {
        try (var other = new Fixture()) {
            var form = other.withAssertion(
                    request("google-oauth2", Fixture.sign(Fixture.GATEWAY_KEY, TYP, other.requestClaims("auth0|ada"))));
            var token = other.token(form).body().path("access_token").asText();
            assertThat(other.auth0.providerTokens().find(token)).isPresent();
            other.clock.advance(Duration.ofSeconds(3600));
            assertThat(other.auth0.providerTokens().find(token)).isEmpty();
        }
    }
}
