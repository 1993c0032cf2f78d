package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;

/**
 * A grant that the approval-service signed for exactly this action. That it may be acted upon is not said yet. Only
 * {@link GrantVerifier} makes one.
 */
public final class BelievedGrant {

    private final GrantClaims claims;
    private final Action action;
    private final Digest digest;

    BelievedGrant(GrantClaims claims, Action action, Digest digest) {
        this.claims = claims;
        this.action = action;
        this.digest = digest;
    }

    /** Used once. */
    public String jti() {
        return claims.jti();
    }

    public Instant issuedAt() {
        return Instant.ofEpochSecond(claims.iat());
    }

    public Instant expiresAt() {
        return claims.expiresAt();
    }

    /** Which action, for events. */
    public ActionRef ref() {
        return ActionRef.of(action, digest);
    }

    GrantClaims claims() {
        return claims;
    }

    Action action() {
        return action;
    }

    Digest digest() {
        return digest;
    }

    @Override
    public String toString() {
        return "BelievedGrant[" + action + "]";
    }
}
