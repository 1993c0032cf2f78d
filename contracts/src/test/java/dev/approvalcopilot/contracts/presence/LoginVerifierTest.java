package dev.approvalcopilot.contracts.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.presence.LoginRefused.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
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

    @ParameterizedTest
    @ValueSource(ints = {150, 320, 500})
    void readsTheGroupsOfWhoeverIsInMany(int count) throws Exception {
        var groups = IntStream.range(0, count)
                .mapToObj(number -> new UUID(number, ~number).toString())
                .toList();
        var token = new Token();
        token.claims.setClaim(LoginVerifier.GROUPS_CLAIM, groups);

        assertThat(VERIFIER.verify(token.sign(), List.of(KEY), EXPECTED, NOW).groups())
                .hasSize(count);
    }

    /** One hostile twin a code: a new code without one does not compile. */
    private static Consumer<Token> violating(Code code) {
        return switch (code) {
            case TOO_LARGE -> t -> t.claims.setClaim("filler", "x".repeat(TenantToken.MAX_LENGTH));
            case ALGORITHM ->
                t -> {
                    t.jws.setAlgorithmHeaderValue("HS256");
                    t.jws.setKey(new HmacKey(KEY.getPublicKey().getEncoded()));
                };
            case SIGNATURE -> t -> t.jws.setKey(OTHER_KEY.getPrivateKey());
            case KEY -> t -> t.jws.setKeyIdHeaderValue("unknown");
            case ISSUER -> t -> t.claims.setIssuer("https://tenant.example");
            case AUDIENCE -> t -> t.claims.setAudience("presence", "page");
            case EXPIRED -> t -> t.claims.setExpirationTime(date(NOW.minusSeconds(61)));
            case CLOCK -> t -> t.claims.setIssuedAt(date(NOW.plusSeconds(61)));
            case NONCE -> t -> t.claims.setClaim("nonce", "another");
            case SUBJECT -> t -> t.claims.setSubject("auth0|bob");
            case NO_AUTH_TIME -> t -> t.claims.unsetClaim("auth_time");
            case NOT_FRESH ->
                t -> t.claims.setClaim("auth_time", NOW.minusSeconds(123).getEpochSecond());
            case TOO_OLD ->
                t -> {
                    t.claims.setClaim("auth_time", NOW.minusSeconds(361).getEpochSecond());
                    t.claims.setIssuedAt(date(NOW.minusSeconds(360)));
                };
            case BEFORE_PROPOSAL ->
                t -> {
                    t.claims.setClaim("auth_time", NOW.minusSeconds(121).getEpochSecond());
                    t.claims.setIssuedAt(date(NOW.minusSeconds(121)));
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
    @ValueSource(strings = {"jku", "x5u", "jwk", "crit"})
    void refusesATokenThatBringsItsOwnKey(String header) {
        var token = new Token();
        token.jws.setHeader(header, "https://evil.example/keys");
        assertThat(refusal(token.sign())).isEqualTo(Code.KEY);
    }

    private static Token loggedIn(long secondsAgo, long issuedSecondsAgo) {
        var token = new Token();
        token.claims.setClaim("auth_time", NOW.minusSeconds(secondsAgo).getEpochSecond());
        token.claims.setIssuedAt(date(NOW.minusSeconds(issuedSecondsAgo)));
        return token;
    }

    private static void assertBelieved(Token token, long proposedSecondsAgo) throws LoginRefused {
        var expected = new LoginVerifier.Expected(
                "the-nonce", "auth0|ada", NOW.minusSeconds(proposedSecondsAgo), Duration.ofMinutes(5));
        assertThat(VERIFIER.verify(token.sign(), List.of(KEY), expected, NOW).sub())
                .isEqualTo("auth0|ada");
    }

    @Test
    void aClockTenSecondsOffIsPassedOver() throws LoginRefused {
        assertBelieved(loggedIn(-10, -10), 60);
        assertBelieved(loggedIn(70, 70), 60);
    }

    @Test
    void aClockMoreThanAMinuteAheadIsNamed() throws LoginRefused {
        assertBelieved(loggedIn(-60, -60), 60);
        assertThat(refusal(loggedIn(3, -61).sign())).isEqualTo(Code.CLOCK);
        assertThat(refusal(loggedIn(-61, -60).sign())).isEqualTo(Code.CLOCK);
    }

    @Test
    void refusesATokenIssuedLongAfterTheLoginWithoutALeeway() throws LoginRefused {
        assertBelieved(loggedIn(130, 10), 200);
        assertThat(refusal(loggedIn(131, 10).sign())).isEqualTo(Code.NOT_FRESH);
    }

    @Test
    void refusesALoginThatIsTooOldHoweverFreshItsToken() throws LoginRefused {
        assertBelieved(loggedIn(360, 300), 400);
        assertThat(refusal(loggedIn(361, 300).sign())).isEqualTo(Code.TOO_OLD);
    }

    @Test
    void refusesALoginBeforeTheProposal() throws LoginRefused {
        assertBelieved(loggedIn(120, 60), 60);
        assertThat(refusal(loggedIn(121, 60).sign())).isEqualTo(Code.BEFORE_PROPOSAL);
    }

    @Test
    void refusesATokenThatHasRunOut() throws LoginRefused {
        var token = new Token();
        token.claims.setExpirationTime(date(NOW.minusSeconds(59)));
        assertBelieved(token, 60);

        token.claims.setExpirationTime(date(NOW.minusSeconds(60)));
        assertThat(refusal(token.sign())).isEqualTo(Code.EXPIRED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat"})
    void refusesATokenWithoutItsTimes(String claim) {
        var token = new Token();
        token.claims.unsetClaim(claim);
        assertThat(refusal(token.sign())).isEqualTo(Code.EXPIRED);
    }

    @Test
    void refusesATimeThatIsNone() {
        var token = new Token();
        token.claims.setClaim("auth_time", "now");
        assertThat(refusal(token.sign())).isEqualTo(Code.NO_AUTH_TIME);

        token = new Token();
        token.claims.setClaim("exp", "tomorrow");
        assertThat(refusal(token.sign())).isEqualTo(Code.SIGNATURE);
    }

    @Test
    void anAuthorisedPartyIsThePresenceClientOrNotNamed() throws LoginRefused {
        var token = new Token();
        token.claims.setClaim("azp", "presence");
        assertBelieved(token, 60);

        token.claims.setClaim("azp", "page");
        assertThat(refusal(token.sign())).isEqualTo(Code.AUDIENCE);
    }

    @Test
    void countsASecondFactorOnlyWhereAuth0ListsIt() {
        var token = new Token();
        token.claims.setStringListClaim("amr", "pwd", "mfa-remembered");
        assertThat(refusal(token.sign())).isEqualTo(Code.NO_SECOND_FACTOR);

        token.claims.setClaim("amr", "mfa");
        assertThat(refusal(token.sign())).isEqualTo(Code.NO_SECOND_FACTOR);
    }

    @Test
    void passesOverKeysThatCannotHaveSigned() throws Exception {
        var unnamed = RsaJwkGenerator.generateJwk(2048);
        var elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        elliptic.setKeyId("auth0-1");

        assertThat(VERIFIER.verify(new Token().sign(), List.of(unnamed, elliptic, KEY), EXPECTED, NOW))
                .isNotNull();
    }

    @Test
    void refusesWhatIsLargerThanAnyIdTokenAndNothingSmaller() throws LoginRefused {
        int largest = 8 * 1024;
        var token = new Token();
        // Three bytes are four letters; the last few are found by trying.
        int filler = (largest - token.sign().length()) * 3 / 4 - 20;
        do {
            token.claims.setClaim("filler", "x".repeat(filler++));
        } while (token.sign().length() < largest);

        assertThat(token.sign()).hasSize(largest);
        assertBelieved(token, 60);
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
