package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.json.CanonicalBytes;
import java.util.UUID;

/**
 * One authorisation and the bytes it is for.
 *
 * @param id the action's id, for keys only
 * @param grant compact JWS, see {@link dev.approvalcopilot.contracts.grant.GrantClaims}
 * @param action the canonical bytes
 */
public record GrantIssued(UUID id, String grant, CanonicalBytes action) implements Event {

    @Override
    public String key() {
        return id.toString();
    }

    /** Without the grant: it may carry presence evidence. */
    @Override
    public String toString() {
        return "GrantIssued[" + id + "]";
    }
}
