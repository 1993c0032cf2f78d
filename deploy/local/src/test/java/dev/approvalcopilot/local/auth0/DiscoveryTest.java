package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The discovery document says only what is answered: each of its members is tried, with each of its values. */
class DiscoveryTest {
    private static final String EVERY_SCOPE = "openid profile email offline_access";

    private static Fixture fixture;
    private static JsonNode document;

    private interface Claim {
        void holds(JsonNode member);
    }

    @BeforeAll
    static void start() {
        fixture = new Fixture(RivalClients::in);
        document = fixture.get(".well-known/openid-configuration", "").body();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** A member without a check of its own fails too. */
    @Test
    void everyMemberIsTrue() {
        var claims = claims();
        assertThat(document.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(claims.keySet());

        claims.forEach((name, claim) -> claim.holds(document.path(name)));
    }

    @Test
    void bothAddressesShowTheSame() {
        assertThat(fixture.get(".well-known/oauth-authorization-server", "").body())
                .isEqualTo(document);
    }

    private static Map<String, Claim> claims() {
        var claims = new TreeMap<String, Claim>();
        claims.put(
                "issuer",
                issuer -> assertThat(issuer.asText())
                        .isEqualTo(idToken().path("iss").asText()));
        claims.put(
                "authorization_endpoint",
                address -> assertThat(callback(Map.of())).containsKey("code"));
        claims.put("token_endpoint", address -> assertAnswers("POST", address, 400, "invalid_request"));
        claims.put("userinfo_endpoint", address -> assertAnswers("GET", address, 401, "invalid_token"));
        claims.put(
                "jwks_uri",
                address -> assertThat(fixture.get(path(address), "").body().path("keys"))
                        .isNotEmpty());
        claims.put("revocation_endpoint", address -> assertAnswers("POST", address, 400, "invalid_request"));
        claims.put(
                "end_session_endpoint",
                address -> assertThat(fixture.get(path(address), "").status()).isEqualTo(200));
        claims.put(
                "pushed_authorization_request_endpoint",
                address -> assertAnswers("POST", address, 400, "invalid_request"));
        claims.put(
                "backchannel_authentication_endpoint",
                address -> assertAnswers("POST", address, 400, "invalid_request"));
        claims.put(
                "backchannel_token_delivery_modes_supported",
                modes -> assertThat(texts(modes)).containsExactly("poll"));
        claims.put("backchannel_logout_supported", DiscoveryTest::aClientIsToldOfALogout);
        claims.put(
                "backchannel_logout_session_supported",
                session -> assertThat(session.asBoolean()).isEqualTo(idToken().has("sid")));
        claims.put(
                "scopes_supported",
                scopes -> assertThat(fixture.browser("ada")
                                .codeFlow(
                                        RivalClients.application("web"),
                                        Map.of("scope", String.join(" ", texts(scopes))))
                                .scope()
                                .split(" "))
                        .containsExactlyInAnyOrderElementsOf(texts(scopes)));
        claims.put(
                "claims_supported",
                names -> assertThat(idToken().fieldNames()).toIterable().containsAll(texts(names)));
        claims.put(
                "response_types_supported",
                types -> assertThat(texts(types))
                        .allSatisfy(type -> assertThat(callback(Map.of("response_type", type)))
                                .containsKey("code")));
        claims.put(
                "response_modes_supported",
                modes -> assertThat(texts(modes))
                        .allSatisfy(mode -> assertThat(callback(Map.of("response_mode", mode)))
                                .containsKey("code")));
        claims.put(
                "grant_types_supported",
                types -> assertThat(texts(types))
                        .allSatisfy(
                                type -> assertThat(fixture.token(Fixture.form("grant_type", type, "client_id", "web"))
                                                .error())
                                        .isEqualTo("access_denied")));
        claims.put(
                "code_challenge_methods_supported",
                methods -> assertThat(texts(methods))
                        .allSatisfy(method -> assertThat(callback(Map.of("code_challenge_method", method)))
                                .containsKey("code")));
        claims.put("subject_types_supported", types -> assertThat(texts(types)).containsExactly("public"));
        claims.put(
                "id_token_signing_alg_values_supported",
                algorithms -> assertThat(texts(algorithms)).containsExactly(algorithmOf(tokens().idToken())));
        claims.put(
                "token_endpoint_auth_methods_supported",
                methods -> assertThat(texts(methods))
                        .allSatisfy(
                                method -> assertThat(withMethod(method).error()).isNotEqualTo("access_denied")));
        claims.put(
                "token_endpoint_auth_signing_alg_values_supported",
                algorithms -> assertThat(texts(algorithms))
                        .allSatisfy(algorithm -> assertThat(
                                        withAssertionSignedBy(algorithm).status())
                                .isEqualTo(200)));
        claims.put("request_parameter_supported", no -> {
            assertThat(no.asBoolean(true)).isFalse();
            assertThat(callback(Map.of("request", "eyJ"))).containsEntry("error", "request_not_supported");
        });
        // By OpenID Connect: an address to fetch. The name of a pushed request is another thing.
        claims.put("request_uri_parameter_supported", no -> {
            assertThat(no.asBoolean(true)).isFalse();
            assertThat(fixture.get(
                                    path(fixture.authorize(Map.of("request_uri", "https://elsewhere.test/request"))
                                            .toString()),
                                    "")
                            .status())
                    .isEqualTo(400);
        });
        return claims;
    }

    private static void assertAnswers(String method, JsonNode address, int status, String error) {
        var answer =
                fixture.send(method, path(address), Map.of("Content-Type", "application/x-www-form-urlencoded"), "");
        assertThat(answer.status()).as(address.asText()).isEqualTo(status);
        assertThat(answer.error()).as(address.asText()).isEqualTo(error);
    }

    private static Map<String, String> callback(Map<String, String> changes) {
        return BrowserlessLogin.callback(fixture.browser("ada").follow(fixture.authorize(changes)));
    }

    private static BrowserlessLogin.Tokens tokens() {
        return fixture.browser("ada")
                .codeFlow(RivalClients.application("web"), Map.of("scope", EVERY_SCOPE, "max_age", "0"));
    }

    private static JsonNode idToken() {
        return Fixture.claims(tokens().idToken());
    }

    /** {@code BackChannelTest} shows what is told. */
    private static void aClientIsToldOfALogout(JsonNode yes) {
        assertThat(yes.asBoolean()).isTrue();
        assertThat(fixture.tenant.client("copilot-page").orElseThrow().backChannelLogoutUrls())
                .isNotEmpty();
    }

    private static Fixture.Answer withMethod(String method) {
        var form = Fixture.form("grant_type", GrantTypes.AUTHORIZATION_CODE, "code", "unknown");
        return switch (method) {
            case "client_secret_post" -> {
                form.putAll(Map.of("client_id", "web", "client_secret", RivalClients.SECRET));
                yield fixture.token(form);
            }
            case "client_secret_basic" -> {
                var pair = "copilot-page:" + fixture.secrets.page();
                yield fixture.send(
                        "POST",
                        "oauth/token",
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes())),
                        Parameters.append("", form).substring(1));
            }
            case "private_key_jwt" -> fixture.token(fixture.withAssertion(form));
            default -> throw new AssertionError("nobody has tried " + method);
        };
    }

    private static Fixture.Answer withAssertionSignedBy(String algorithm) {
        var form = new LinkedHashMap<>(fixture.withAssertion(
                Fixture.form("grant_type", GrantTypes.CLIENT_CREDENTIALS, "audience", fixture.issuer() + "api/v2/")));
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKeyIdHeaderValue(Fixture.GATEWAY_KEY.getKeyId());
        jws.setKey(Fixture.GATEWAY_KEY.getPrivateKey());
        var claims = fixture.assertionClaims();
        claims.put("jti", UUID.randomUUID().toString());
        jws.setPayload(Json.write(claims));
        try {
            form.put("client_assertion", jws.getCompactSerialization());
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
        return fixture.token(form);
    }

    private static String algorithmOf(String jwt) {
        return Parameters.parse(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[0])))
                .path("alg")
                .asText();
    }

    private static String path(JsonNode address) {
        return path(address.asText());
    }

    private static String path(String address) {
        assertThat(address).startsWith(fixture.issuer().toString());
        return URI.create(fixture.issuer().toString())
                .relativize(URI.create(address))
                .toString();
    }

    private static List<String> texts(JsonNode array) {
        assertThat(array).isNotEmpty();
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
