package dev.approvalcopilot.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.gateway.operator.TokenRefused.Reason;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.TestKeys;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ISSUER = "https://tenant.example/";
    private static final String API = "https://copilot.local/gateway";
    private static final SigningKey KEY = TestKeys.rsa("auth0-1");
    private static final List<JsonWebKey> KEYS = List.of(KEY.jwk());

    private final OperatorTokens tokens = new OperatorTokens(ISSUER, API, Set.of("copilot-cli"));

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject("auth0|olga");
        claims.setAudience(List.of(API, ISSUER + "userinfo"));
        claims.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond() - 10));
        claims.setExpirationTime(NumericDate.fromSeconds(NOW.getEpochSecond() + 900));
        claims.setClaim("azp", "copilot-cli");
        claims.setClaim("scope", "openid halts:write");
        claims.setClaim("permissions", List.of("halts:write"));
        return claims;
    }

    private static String sign(JwtClaims claims, Consumer<JsonWebSignature> twist) {
        try {
            var jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            jws.setKeyIdHeaderValue(KEY.kid());
            jws.setHeader("typ", "JWT");
            jws.setKey(KEY.privateKey());
            jws.setDoKeyValidation(false);
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            twist.accept(jws);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String with(Consumer<JwtClaims> twist) {
        var claims = claims();
        twist.accept(claims);
        return sign(claims, _ -> {});
    }

    private TokenRefused refused(String token) {
        return catchThrowableOfType(TokenRefused.class, () -> tokens.verify(token, KEYS, NOW));
    }

    @Test
    void anOperatorsTokenNamesTheOperator() throws Exception {
        assertThat(tokens.verify(with(_ -> {}), KEYS, NOW)).isEqualTo("auth0|olga");
    }

    @Test
    void aTokenInTheProfileOfRfc9068IsReadToo() throws Exception {
        var claims = claims();
        claims.unsetClaim("azp");
        claims.setClaim("client_id", "copilot-cli");
        claims.setAudience(API);

        assertThat(tokens.verify(sign(claims, jws -> jws.setHeader("typ", "at+jwt")), KEYS, NOW))
                .isEqualTo("auth0|olga");
    }

    static Stream<Arguments> otherClaims() {
        return Stream.of(
                arguments(Reason.ISSUER, claim("iss", "https://other.example/")),
                arguments(Reason.ISSUER, claim("iss", "https://tenant.example")),
                arguments(Reason.AUDIENCE, claim("aud", "https://copilot.local/audit")),
                arguments(Reason.AUDIENCE, claim("aud", "copilot-cli")),
                arguments(Reason.AUDIENCE, without("aud")),
                arguments(Reason.EXPIRED, claim("exp", NOW.getEpochSecond() - 60)),
                arguments(Reason.EXPIRED, without("exp")),
                arguments(Reason.EXPIRED, without("iat")),
                arguments(Reason.CLOCK, claim("iat", NOW.getEpochSecond() + 61)),
                arguments(Reason.EXPIRED, claim("nbf", NOW.getEpochSecond() + 61)),
                arguments(Reason.NO_PERSON, claim("sub", "copilot-cli@clients")),
                arguments(Reason.NO_PERSON, claim("sub", "auth0|machine@clients")),
                arguments(Reason.NO_PERSON, claim("sub", "olga")),
                arguments(Reason.NO_PERSON, claim("sub", "|olga")),
                arguments(Reason.NO_PERSON, without("sub")),
                arguments(Reason.NO_PERSON, claim("gty", "client-credentials")),
                arguments(Reason.CLIENT, claim("azp", "acme-agent")),
                arguments(Reason.CLIENT, without("azp")),
                arguments(Reason.CLIENT, claim("azp", List.of("copilot-cli"))),
                arguments(Reason.PERMISSION, without("permissions")),
                arguments(Reason.PERMISSION, claim("permissions", List.of("audit:read_all"))),
                arguments(Reason.PERMISSION, claim("permissions", "halts:write")),
                arguments(Reason.PERMISSION, claim("permissions", List.of("halts:writer"))));
    }

    private static Consumer<JwtClaims> claim(String name, Object value) {
        return claims -> claims.setClaim(name, value);
    }

    private static Consumer<JwtClaims> without(String name) {
        return claims -> claims.unsetClaim(name);
    }

    @ParameterizedTest
    @MethodSource("otherClaims")
    void refusesOneWrongClaim(Reason reason, Consumer<JwtClaims> twist) {
        assertThat(refused(with(twist)).reason()).isEqualTo(reason);
    }

    static Stream<Arguments> otherSignatures() {
        return Stream.of(
                arguments(Reason.KEY, header("kid", "auth0-2")),
                arguments(Reason.KEY, (Consumer<JsonWebSignature>)
                        jws -> jws.getHeaders().setStringHeaderValue("kid", null)),
                arguments(Reason.HEADER, header("jku", "https://evil.example/keys")),
                arguments(Reason.HEADER, header("x5u", "https://evil.example/cert")),
                arguments(Reason.SIGNATURE, (Consumer<JsonWebSignature>)
                        jws -> jws.setKey(TestKeys.rsa("auth0-1").privateKey())),
                arguments(Reason.MALFORMED, (Consumer<JsonWebSignature>) jws -> {
                    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
                    jws.setKey(new HmacKey(new byte[32]));
                }),
                arguments(Reason.MALFORMED, (Consumer<JsonWebSignature>) jws -> {
                    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
                    jws.setKey(null);
                }),
                arguments(Reason.MALFORMED, (Consumer<JsonWebSignature>)
                        jws -> jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_PSS_USING_SHA256)));
    }

    private static Consumer<JsonWebSignature> header(String name, String value) {
        return jws -> jws.setHeader(name, value);
    }

    @ParameterizedTest
    @MethodSource("otherSignatures")
    void refusesWhatTheTenantDidNotSignThatWay(Reason reason, Consumer<JsonWebSignature> twist) {
        assertThat(refused(sign(claims(), twist)).reason()).isIn(reason, Reason.ALGORITHM);
    }

    @Test
    void refusesWhatIsNoTokenAtAll() {
        assertThat(refused("").reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refused("a.b.c").reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refused("a".repeat(TenantToken.MAX_LENGTH + 1)).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    /** Before a token is found to be authentic, nothing that it says is repeated. */
    @Test
    void namesNobodyWhomItDoesNotBelieve() {
        assertThat(refused(with(claim("iss", "https://other.example/"))).sub()).isEmpty();
        assertThat(refused(with(without("permissions"))).sub()).contains("auth0|olga");
    }
}
