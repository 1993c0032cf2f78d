package dev.approvalcopilot.contracts.presence;

import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import dev.approvalcopilot.contracts.presence.LoginRefused.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

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

    private static final Duration MAX_LOGIN_TO_TOKEN = Duration.ofSeconds(120);

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
            var expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            check(!Leeway.isOver(expires, now), Code.EXPIRED);
            check(!Leeway.isAhead(issuedAt, now), Code.CLOCK);
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
        try {
            return TenantToken.verified(idToken, keys).claims();
        } catch (TenantTokenRefused e) {
            throw new LoginRefused(
                    switch (e.reason()) {
                        case TOO_LARGE -> Code.TOO_LARGE;
                        case ALGORITHM -> Code.ALGORITHM;
                        case HEADER, KEY -> Code.KEY;
                        case MALFORMED, SIGNATURE -> Code.SIGNATURE;
                    });
        }
    }

    private static Instant authTime(JwtClaims claims) throws LoginRefused, MalformedClaimException {
        var value = claims.getClaimValue("auth_time");
        check(value instanceof Number, Code.NO_AUTH_TIME);
        return Instant.ofEpochSecond(((Number) value).longValue());
    }

    /**
     * Two times of Auth0 are compared as they are; the leeway is for those that meet a time of ours. A login before the proposal
     * is an older one of the same browser, for which no new login was asked, unless the clocks differ.
     */
    private static void checkFresh(Instant authTime, Instant issuedAt, Expected expected, Instant now)
            throws LoginRefused {
        check(!Leeway.isAhead(authTime, now), Code.CLOCK);
        check(!issuedAt.isAfter(authTime.plus(MAX_LOGIN_TO_TOKEN)), Code.NOT_FRESH);
        check(!Leeway.isOlderThan(expected.maxAge, authTime, now), Code.TOO_OLD);
        check(!authTime.plus(Leeway.OF_CLOCKS).isBefore(expected.proposedAt), Code.BEFORE_PROPOSAL);
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
