package dev.approvalcopilot.contracts.presence;

import static dev.approvalcopilot.contracts.presence.FreshLogin.SKEW;

import dev.approvalcopilot.contracts.presence.LoginRefused.Code;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Judges an Auth0 ID token as evidence of presence, kind {@code login.v1}: OpenID Connect Core 3.1.3.7, stricter, and with
 * the freshness checks that Auth0 leaves to the application. Pure: keys and time are arguments.
 *
 * @param issuer the tenant, with its slash
 * @param clientId the presence client, which serves nothing else
 * @param trustedConnections values of {@link #CONNECTION_CLAIM} that stand for a database connection; with them a login
 *     without a second factor counts too. Empty: a second factor is needed
 * @param groupsClaim the claim in which a post-login Action lists a person's groups; namespaced, so that no claim of Auth0's
 *     own can be taken for it
 */
public record LoginVerifier(String issuer, String clientId, Set<String> trustedConnections, String groupsClaim) {

    /** Set by a post-login Action: the connection by which the person really logged in. */
    public static final String CONNECTION_CLAIM = "https://copilot.local/connection";

    /** The groups claim where nothing else is configured. */
    public static final String GROUPS_CLAIM = "https://copilot.local/groups";

    private static final int MAX_LENGTH = 8 * 1024;
    private static final Duration MAX_LOGIN_TO_TOKEN = Duration.ofSeconds(120);
    private static final Set<String> UNWANTED_HEADERS = Set.of("jku", "x5u", "jwk", "crit");

    /**
     * What the token has to be evidence for.
     *
     * @param nonce of {@link PresenceNonce}
     * @param sub the approver
     * @param proposedAt no login before it counts
     * @param maxAge how long ago the login may be: 5 minutes, or the quorum window for an earlier approver
     */
    public record Expected(String nonce, String sub, Instant proposedAt, Duration maxAge) {}

    /** @throws IllegalArgumentException when the groups claim is not namespaced */
    public LoginVerifier {
        trustedConnections = Set.copyOf(trustedConnections);
        if (!groupsClaim.startsWith("https://")) {
            throw new IllegalArgumentException("the groups claim must be namespaced, https://…: " + groupsClaim);
        }
    }

    /** With {@link #GROUPS_CLAIM}. */
    public LoginVerifier(String issuer, String clientId, Set<String> trustedConnections) {
        this(issuer, clientId, trustedConnections, GROUPS_CLAIM);
    }

    /** @throws LoginRefused with the first check that failed */
    public FreshLogin verify(String idToken, Collection<? extends JsonWebKey> keys, Expected expected, Instant now)
            throws LoginRefused {
        var claims = checkSignature(idToken, keys);
        try {
            check(issuer.equals(claims.getIssuer()), Code.ISSUER);
            check(clientId.equals(claims.getClaimValue("aud")), Code.AUDIENCE);
            check(claims.getClaimValue("azp") == null || clientId.equals(claims.getClaimValue("azp")), Code.AUDIENCE);
            check(claims.getExpirationTime() != null && claims.getIssuedAt() != null, Code.EXPIRED);
            var issuedAt = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
            check(
                    now.isBefore(
                            Instant.ofEpochSecond(claims.getExpirationTime().getValue())
                                    .plus(SKEW)),
                    Code.EXPIRED);
            check(!issuedAt.isAfter(now.plus(SKEW)), Code.EXPIRED);
            check(expected.nonce.equals(claims.getStringClaimValue("nonce")), Code.NONCE);
            check(expected.sub.equals(claims.getSubject()), Code.SUBJECT);
            var authTime = authTime(claims);
            checkFresh(authTime, issuedAt, expected, now);
            check(hasSecondFactor(claims) || cameFromTrustedConnection(claims), Code.NO_SECOND_FACTOR);
            return new FreshLogin(claims.getSubject(), authTime, groups(claims));
        } catch (MalformedClaimException e) {
            throw new LoginRefused(Code.SIGNATURE);
        }
    }

    private static JwtClaims checkSignature(String idToken, Collection<? extends JsonWebKey> keys) throws LoginRefused {
        check(idToken != null && idToken.length() <= MAX_LENGTH, Code.TOO_LARGE);
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256));
            jws.setCompactSerialization(idToken);
            check(AlgorithmIdentifiers.RSA_USING_SHA256.equals(jws.getAlgorithmHeaderValue()), Code.ALGORITHM);
            for (var header : UNWANTED_HEADERS) {
                check(jws.getHeaders().getObjectHeaderValue(header) == null, Code.KEY);
            }
            jws.setKey(keyNamed(jws.getKeyIdHeaderValue(), keys));
            check(jws.verifySignature(), Code.SIGNATURE);
            return JwtClaims.parse(jws.getPayload());
        } catch (JoseException | InvalidJwtException e) {
            throw new LoginRefused(Code.SIGNATURE);
        }
    }

    private static Key keyNamed(String kid, Collection<? extends JsonWebKey> keys) throws LoginRefused {
        return keys.stream()
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(kid))
                .filter(key -> "RSA".equals(key.getKeyType()))
                .findFirst()
                .orElseThrow(() -> new LoginRefused(Code.KEY))
                .getKey();
    }

    private static Instant authTime(JwtClaims claims) throws LoginRefused, MalformedClaimException {
        var value = claims.getClaimValue("auth_time");
        check(value instanceof Number, Code.NO_AUTH_TIME);
        return Instant.ofEpochSecond(((Number) value).longValue());
    }

    private static void checkFresh(Instant authTime, Instant issuedAt, Expected expected, Instant now)
            throws LoginRefused {
        check(!authTime.isAfter(now.plus(SKEW)), Code.NOT_FRESH);
        check(!issuedAt.isAfter(authTime.plus(MAX_LOGIN_TO_TOKEN)), Code.NOT_FRESH);
        check(!FreshLogin.olderThan(authTime, expected.maxAge, now), Code.NOT_FRESH);
        check(!authTime.plus(SKEW).isBefore(expected.proposedAt), Code.BEFORE_PROPOSAL);
    }

    private static boolean hasSecondFactor(JwtClaims claims) {
        return claims.getClaimValue("amr") instanceof List<?> amr && amr.contains("mfa");
    }

    private boolean cameFromTrustedConnection(JwtClaims claims) {
        Map<String, Object> all = claims.getClaimsMap();
        return all.get(CONNECTION_CLAIM) instanceof String connection && trustedConnections.contains(connection);
    }

    /** What is no list of texts shows no group. */
    private Set<String> groups(JwtClaims claims) {
        return claims.getClaimValue(groupsClaim) instanceof List<?> names
                ? names.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static void check(boolean holds, Code code) throws LoginRefused {
        if (!holds) {
            throw new LoginRefused(code);
        }
    }
}
