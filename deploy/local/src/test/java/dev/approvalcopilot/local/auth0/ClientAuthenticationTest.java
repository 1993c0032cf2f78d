package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientAuthenticationTest {
    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Map<String, String> forManagement(Map<String, String> more) {
        var form = new HashMap<>(Map.of("grant_type", "client_credentials", "audience", fixture.issuer() + "api/v2/"));
        form.putAll(more);
        return form;
    }

    private static Map<String, String> reader(String secret) {
        return forManagement(Map.of("client_id", "copilot-accounts-reader", "client_secret", secret));
    }

    private static Map<String, String> asserting(String assertion) {
        return forManagement(
                Map.of("client_assertion_type", ClientAuthentication.ASSERTION_TYPE, "client_assertion", assertion));
    }

    private static void assertUnauthorized(Fixture.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("access_denied");
        assertThat(answer.description()).isEqualTo("Unauthorized");
    }

    @Test
    void takesASecretInFormAndInJson() {
        assertThat(fixture.token(reader(fixture.secrets.accountsReader())).status())
                .isEqualTo(200);
        assertThat(fixture.tokenAsJson(reader(fixture.secrets.accountsReader())).status())
                .isEqualTo(200);
    }

    @Test
    void refusesAWrongSecretAndAnUnknownClientAlike() {
        assertUnauthorized(fixture.token(reader("wrong")));
        assertUnauthorized(fixture.token(forManagement(Map.of("client_id", "nobody", "client_secret", "wrong"))));
        assertUnauthorized(fixture.token(forManagement(Map.of("client_id", "copilot-accounts-reader"))));
    }

    @Test
    void knowsOneMethodAClient() {
        var basic = Base64.getEncoder()
                .encodeToString(("copilot-accounts-reader:" + fixture.secrets.accountsReader())
                        .getBytes(StandardCharsets.UTF_8));
        var form = Parameters.append("", forManagement(Map.of())).substring(1);
        assertUnauthorized(fixture.send(
                "POST",
                "oauth/token",
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Authorization", "Basic " + basic),
                form));
    }

    @Test
    void refusesTwoMethodsAtOnce() {
        var both = asserting(Fixture.sign(Fixture.GATEWAY_KEY, "JWT", fixture.assertionClaims()));
        both.putAll(reader(fixture.secrets.accountsReader()));
        assertUnauthorized(fixture.token(both));
    }

    @Test
    void takesAnAssertionWithAndWithoutClientId() {
        var form = asserting(Fixture.sign(Fixture.GATEWAY_KEY, "JWT", fixture.assertionClaims()));
        assertThat(fixture.token(form).status()).isEqualTo(200);
        assertThat(fixture.token(fixture.withAssertion(forManagement(Map.of()))).status())
                .isEqualTo(200);
    }

    @Test
    void anAssertionIsGoodOnce() {
        var form = asserting(Fixture.sign(Fixture.GATEWAY_KEY, "JWT", fixture.assertionClaims()));
        assertThat(fixture.token(form).status()).isEqualTo(200);
        assertUnauthorized(fixture.token(form));
    }

    static Object[] badAssertions() {
        return new Object[] {
            change("no jti", claims -> claims.remove("jti")),
            change("long jti", claims -> claims.put("jti", "j".repeat(65))),
            change("other iss", claims -> claims.put("iss", "copilot-page")),
            change("other sub", claims -> claims.put("sub", "copilot-page")),
            change("aud without its slash", claims -> claims.put("aud", noSlash())),
            change("aud token endpoint", claims -> claims.put("aud", fixture.issuer() + "oauth/token")),
            change("no exp", claims -> claims.remove("exp")),
            change("exp too far", claims -> claims.put("exp", now() + 400)),
            change("expired", claims -> claims.put("exp", now() - 60)),
            change("from the future", claims -> claims.put("iat", now() + 60)),
            change("not yet", claims -> claims.put("nbf", now() + 60)),
            change("too large", claims -> claims.put("x", "x".repeat(2000)))
        };
    }

    private static Named<Consumer<Map<String, Object>>> change(String name, Consumer<Map<String, Object>> change) {
        return Named.of(name, change);
    }

    private static String noSlash() {
        return fixture.issuer().toString().replaceFirst("/$", "");
    }

    private static long now() {
        return fixture.clock.instant().getEpochSecond();
    }

    @ParameterizedTest
    @MethodSource("badAssertions")
    void refusesAnAssertionWith(Consumer<Map<String, Object>> change) {
        var claims = fixture.assertionClaims();
        change.accept(claims);
        assertUnauthorized(fixture.token(asserting(Fixture.sign(Fixture.GATEWAY_KEY, "JWT", claims))));
    }

    @Test
    void refusesAnotherKeyAndAnotherType() {
        assertUnauthorized(fixture.token(asserting(Fixture.sign(Fixture.OTHER_KEY, "JWT", fixture.assertionClaims()))));
        var form = asserting(Fixture.sign(Fixture.GATEWAY_KEY, "JWT", fixture.assertionClaims()));
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
        assertUnauthorized(fixture.token(form));
        assertUnauthorized(fixture.token(asserting("not.a.jwt")));
    }

    @Test
    void clientCredentialsNeedAClientGrant() {
        var token = fixture.token(reader(fixture.secrets.accountsReader()));
        var claims = Fixture.claims(token.body().path("access_token").asText());
        assertThat(claims.path("sub").asText()).isEqualTo("copilot-accounts-reader@clients");
        assertThat(claims.path("scope").asText()).isEqualTo("read:users");
        assertThat(claims.path("gty").asText()).isEqualTo("client-credentials");
        assertThat(token.body().has("refresh_token") || token.body().has("id_token"))
                .isFalse();

        var other = reader(fixture.secrets.accountsReader());
        other.put("audience", LocalTenant.APPROVAL);
        assertThat(fixture.token(other).status()).isEqualTo(403);
        assertThat(fixture.token(other).description())
                .startsWith("Client is not authorized to access \"" + LocalTenant.APPROVAL + "\".");
        other.put("audience", "https://nobody.test");
        assertThat(fixture.token(other).description())
                .isEqualTo("Service not enabled within domain: https://nobody.test");
        other.put("audience", fixture.issuer() + "me/");
        assertThat(fixture.token(other).error()).isEqualTo("access_denied");
        other.remove("audience");
        assertThat(fixture.token(other).description()).isEqualTo("Missing required parameter: audience");
    }
}
