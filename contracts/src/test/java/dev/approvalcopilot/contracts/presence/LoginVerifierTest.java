package dev.approvalcopilot.contracts.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.presence.LoginRefused.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginVerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ISSUER = "https://tenant.example/";
    private static final RsaJsonWebKey KEY = key("auth0-1");
    private static final RsaJsonWebKey OTHER_KEY = key("auth0-1");
    private static final LoginVerifier VERIFIER = new LoginVerifier(ISSUER, "presence", Set.of());
    private static final LoginVerifier.Expected EXPECTED =
            new LoginVerifier.Expected("the-nonce", "auth0|ada", NOW.minusSeconds(60), Duration.ofMinutes(5));

    /** Claims and signing of one token; a hostile twin changes one thing. */
    private static final class Token {
        final JwtClaims claims = new JwtClaims();
        final JsonWebSignature jws = new JsonWebSignature();

        Token() {
            claims.setIssuer(ISSUER);
            claims.setAudience("presence");
            claims.setSubject("auth0|ada");
            claims.setIssuedAt(date(NOW.minusSeconds(2)));
            claims.setExpirationTime(date(NOW.plusSeconds(600)));
            claims.setClaim("nonce", "the-nonce");
            claims.setClaim("auth_time", NOW.minusSeconds(3).getEpochSecond());
            claims.setStringListClaim("amr", "mfa");
            jws.setAlgorithmHeaderValue("RS256");
            jws.setKeyIdHeaderValue("auth0-1");
            jws.setKey(KEY.getPrivateKey());
        }

        String sign() {
            try {
                jws.setPayload(claims.toJson());
                return jws.getCompactSerialization();
            } catch (JoseException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** One hostile twin a code: a new code without one does not compile. */
    private static Consumer<Token> violating(Code code) {
        return switch (code) {
            case TOO_LARGE -> t -> t.claims.setClaim("filler", "x".repeat(9_000));
            case ALGORITHM ->
                t -> {
                    t.jws.setAlgorithmHeaderValue("HS256");
                    t.jws.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));
                };
            case SIGNATURE -> t -> t.jws.setKey(OTHER_KEY.getPrivateKey());
            case KEY -> t -> t.jws.setKeyIdHeaderValue("unknown");
            case ISSUER -> t -> t.claims.setIssuer("https://tenant.example");
            case AUDIENCE -> t -> t.claims.setAudience("presence", "page");
            case EXPIRED -> t -> t.claims.setExpirationTime(date(NOW.minusSeconds(6)));
            case NONCE -> t -> t.claims.setClaim("nonce", "another");
            case SUBJECT -> t -> t.claims.setSubject("auth0|bob");
            case NO_AUTH_TIME -> t -> t.claims.unsetClaim("auth_time");
            case NOT_FRESH ->
                t -> t.claims.setClaim("auth_time", NOW.minusSeconds(306).getEpochSecond());
            case BEFORE_PROPOSAL ->
                t -> {
                    t.claims.setClaim("auth_time", NOW.minusSeconds(66).getEpochSecond());
                    t.claims.setIssuedAt(date(NOW.minusSeconds(66)));
                };
            case NO_SECOND_FACTOR -> t -> t.claims.unsetClaim("amr");
        };
    }

    @Test
    void believesAFreshBoundLogin() throws LoginRefused {
        assertThat(VERIFIER.verify(new Token().sign(), List.of(KEY), EXPECTED, NOW))
                .isEqualTo(new FreshLogin("auth0|ada", NOW.minusSeconds(3), Set.of()));
    }

    @ParameterizedTest
    @EnumSource
    void refusesEachViolationWithItsOwnCode(Code code) {
        var token = new Token();
        violating(code).accept(token);
        assertThat(refusal(token.sign())).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u"})
    void refusesATokenThatBringsItsOwnKey(String header) {
        var token = new Token();
        token.jws.setHeader(header, "https://evil.example/keys");
        assertThat(refusal(token.sign())).isEqualTo(Code.KEY);
    }

    @Test
    void refusesATokenIssuedLongAfterTheLogin() {
        var token = new Token();
        token.claims.setClaim("auth_time", NOW.minusSeconds(40).getEpochSecond());
        token.claims.setIssuedAt(date(NOW.plusSeconds(100)));
        assertThat(refusal(token.sign())).isEqualTo(Code.EXPIRED);
    }

    @Test
    void countsADatabaseLoginOnlyWhereItIsTrusted() throws LoginRefused {
        var token = new Token();
        token.claims.unsetClaim("amr");
        token.claims.setClaim(LoginVerifier.CONNECTION_CLAIM, "Username-Password-Authentication");
        assertThat(refusal(token.sign())).isEqualTo(Code.NO_SECOND_FACTOR);

        var trusting = new LoginVerifier(ISSUER, "presence", Set.of("Username-Password-Authentication"));
        assertThat(trusting.verify(token.sign(), List.of(KEY), EXPECTED, NOW).sub())
                .isEqualTo("auth0|ada");
    }

    @Test
    void readsGroupsFromTheConfiguredClaimOnly() throws LoginRefused {
        var token = new Token();
        token.claims.setClaim("groups", List.of("everybody"));
        token.claims.setClaim(LoginVerifier.GROUPS_CLAIM, List.of("security", "legal"));
        token.claims.setClaim("https://acme.example/groups", List.of("board"));

        assertThat(groups(VERIFIER, token)).containsExactlyInAnyOrder("security", "legal");
        assertThat(groups(new LoginVerifier(ISSUER, "presence", Set.of(), "https://acme.example/groups"), token))
                .containsExactly("board");
    }

    @Test
    void whatIsNoListOfTextsShowsNoGroup() throws LoginRefused {
        var token = new Token();
        token.claims.setClaim(LoginVerifier.GROUPS_CLAIM, "security");
        assertThat(groups(VERIFIER, token)).isEmpty();

        token.claims.setClaim(LoginVerifier.GROUPS_CLAIM, List.of(7, List.of("security"), "legal"));
        assertThat(groups(VERIFIER, token)).containsExactly("legal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groups", "amr", "http://copilot.local/groups", ""})
    void aGroupsClaimWithoutANamespaceIsNotAccepted(String claim) {
        assertThatThrownBy(() -> new LoginVerifier(ISSUER, "presence", Set.of(), claim))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<String> groups(LoginVerifier verifier, Token token) throws LoginRefused {
        return verifier.verify(token.sign(), List.of(KEY), EXPECTED, NOW).groups();
    }

    @Test
    void refusesSomethingThatIsNoTokenAtAll() {
        assertThat(refusal("not.a.token")).isEqualTo(Code.SIGNATURE);
        assertThatThrownBy(() -> VERIFIER.verify(null, List.of(KEY), EXPECTED, NOW))
                .isInstanceOf(LoginRefused.class);
    }

    private static Code refusal(String token) {
        try {
            VERIFIER.verify(token, List.of(KEY), EXPECTED, NOW);
            throw new AssertionError("was believed");
        } catch (LoginRefused e) {
            return e.code();
        }
    }

    private static NumericDate date(Instant at) {
        return NumericDate.fromSeconds(at.getEpochSecond());
    }

    private static RsaJsonWebKey key(String kid) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(kid);
            return key;
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }
}
