package dev.approvalcopilot.approval.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.approvalcopilot.approval.session.LogoutRefused.Code;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenID Connect Back-Channel Logout 1.0, section 2.6. */
class LogoutTokenVerifierTest {
    private static final String ISSUER = "https://tenant.example/";
    private static final String PAGE = "copilot-page";
    private static final String LOGOUT = "http://schemas.openid.net/event/backchannel-logout";
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final RsaJsonWebKey KEY = key("tenant");
    private static final RsaJsonWebKey OTHER = key("tenant");
    private static final RsaJsonWebKey UNKNOWN = key("unknown");

    private final LogoutTokenVerifier verifier = new LogoutTokenVerifier(ISSUER, PAGE);

    @Test
    void readsWhichLoginIsOver() throws LogoutRefused {
        var token = verifier.verify(signed(claims(), KEY, "JWT"), List.of(KEY), NOW);

        assertThat(token).isEqualTo(new LogoutToken(Optional.of("sid-1"), Optional.of("auth0|ada")));
    }

    @Test
    void takesTheTypeThatTheSpecificationRecommends() throws LogoutRefused {
        assertThat(verifier.verify(signed(claims(), KEY, "logout+jwt"), List.of(KEY), NOW)
                        .sid())
                .hasValue("sid-1");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithItsOwnCode(Code code) {
        assertThatExceptionOfType(LogoutRefused.class)
                .isThrownBy(() -> verifier.verify(violating(code), List.of(KEY), NOW))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void refusesOneThatLiesInTheFuture() {
        assertThatExceptionOfType(LogoutRefused.class)
                .isThrownBy(() -> verifier.verify(signed(claims(), KEY, "JWT"), List.of(KEY), NOW.minusSeconds(61)));
    }

    /** An ID token of this very client has all but the event. */
    @Test
    void refusesAnIdToken() {
        var claims = claims();
        claims.unsetClaim("events");
        claims.setClaim("nonce", "n");

        assertThatExceptionOfType(LogoutRefused.class)
                .isThrownBy(() -> verifier.verify(signed(claims, KEY, "JWT"), List.of(KEY), NOW));
    }

    private static String violating(Code code) {
        var claims = claims();
        return switch (code) {
            case TOO_LARGE -> "x".repeat(TenantToken.MAX_LENGTH + 1);
            case ALGORITHM, SIGNATURE -> code == Code.SIGNATURE ? signed(claims, OTHER, "JWT") : noneAlgorithm();
            case KEY -> signed(claims, UNKNOWN, "JWT");
            case TYPE -> signed(claims, KEY, "at+jwt");
            case ISSUER -> signed(with(claims, "iss", "https://other.example/"), KEY, "JWT");
            case AUDIENCE -> signed(with(claims, "aud", List.of(PAGE, "copilot-cli")), KEY, "JWT");
            case TIMES -> signed(with(claims, "iat", NOW.getEpochSecond() - 300), KEY, "JWT");
            case CLOCK -> signed(with(claims, "iat", NOW.getEpochSecond() + 61), KEY, "JWT");
            case NO_JTI -> signed(without(claims, "jti"), KEY, "JWT");
            case NOT_A_LOGOUT -> signed(with(claims, "events", Map.of("other", Map.of())), KEY, "JWT");
            case NONCE -> signed(with(claims, "nonce", "n"), KEY, "JWT");
            case NOBODY -> signed(without(without(claims, "sid"), "sub"), KEY, "JWT");
        };
    }

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(PAGE);
        claims.setSubject("auth0|ada");
        claims.setClaim("iat", NOW.getEpochSecond());
        claims.setClaim("exp", NOW.getEpochSecond() + 120);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setClaim("sid", "sid-1");
        claims.setClaim("trace_id", "t");
        claims.setClaim("events", Map.of(LOGOUT, Map.of()));
        return claims;
    }

    private static JwtClaims with(JwtClaims claims, String name, Object value) {
        claims.setClaim(name, value);
        return claims;
    }

    private static JwtClaims without(JwtClaims claims, String name) {
        claims.unsetClaim(name);
        return claims;
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey key, String typ) {
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setHeader("typ", typ);
            jws.setPayload(claims.toJson());
            jws.setKey(key.getPrivateKey());
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code {"alg":"none"}}, the same claims, no signature. */
    private static String noneAlgorithm() {
        var parts = signed(claims(), KEY, "JWT").split("\\.");
        return "eyJhbGciOiJub25lIn0." + parts[1] + ".";
    }

    private static RsaJsonWebKey key(String kid) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
