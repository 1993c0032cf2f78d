package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.gateway.operator.TokenRefused.Reason;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/**
 * Judges an Auth0 access token, in both of Auth0's profiles, as an operator's (RFC 9068 section 4, stricter). Pure: keys and time
 * are arguments.
 *
 * @param issuer the tenant, with its slash
 * @param audience this API and no other
 * @param clients applications through which operators act; an agent's own is none of them
 */
record OperatorTokens(String issuer, String audience, Set<String> clients) {

    /** What Auth0 must list in {@code permissions}; a scope alone is only what an application asked for. */
    static final String PERMISSION = "halts:write";

    OperatorTokens {
        clients = Set.copyOf(clients);
    }

    /**
     * @return the operator's OIDC {@code sub}
     * @throws TokenRefused with the first check that failed
     */
    String verify(String token, Collection<? extends JsonWebKey> keys, Instant now) throws TokenRefused {
        var claims = checkSignature(token, keys);
        try {
            check(issuer.equals(claims.getIssuer()), Reason.ISSUER);
            check(claims.getAudience().contains(audience), Reason.AUDIENCE);
            checkTimes(claims, now);
            return checkOperator(claims);
        } catch (MalformedClaimException e) {
            throw new TokenRefused(Reason.MALFORMED);
        }
    }

    private static JwtClaims checkSignature(String token, Collection<? extends JsonWebKey> keys) throws TokenRefused {
        try {
            return TenantToken.verified(token, keys).claims();
        } catch (TenantTokenRefused e) {
            throw new TokenRefused(Reason.valueOf(e.reason().name()));
        }
    }

    private static void checkTimes(JwtClaims claims, Instant now) throws TokenRefused, MalformedClaimException {
        var expires = claims.getExpirationTime();
        var issued = claims.getIssuedAt();
        check(expires != null && issued != null, Reason.EXPIRED);
        check(!Leeway.isOver(instant(expires), now), Reason.EXPIRED);
        check(!Leeway.isAhead(instant(issued), now), Reason.CLOCK);
        var notBefore = claims.getNotBefore();
        check(notBefore == null || !Leeway.isAhead(instant(notBefore), now), Reason.EXPIRED);
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }

    /** An application's own token speaks for nobody. */
    private String checkOperator(JwtClaims claims) throws TokenRefused, MalformedClaimException {
        var sub = claims.getSubject();
        if (!Principal.holds(sub) || claims.hasClaim("gty")) {
            throw new TokenRefused(Reason.NO_PERSON, Principal.holds(sub) ? sub : null);
        }
        var client = claims.hasClaim("azp") ? claims.getClaimValue("azp") : claims.getClaimValue("client_id");
        if (!(client instanceof String id) || !clients.contains(id)) {
            throw new TokenRefused(Reason.CLIENT, sub);
        }
        if (!(claims.getClaimValue("permissions") instanceof List<?> list) || !list.contains(PERMISSION)) {
            throw new TokenRefused(Reason.PERMISSION, sub);
        }
        return sub;
    }

    private static void check(boolean holds, Reason reason) throws TokenRefused {
        if (!holds) {
            throw new TokenRefused(reason);
        }
    }
}
