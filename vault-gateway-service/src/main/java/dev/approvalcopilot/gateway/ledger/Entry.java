package dev.approvalcopilot.gateway.ledger;

import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.gateway.grant.ReceivedGrant;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A row that a worker has leased. What it was given is checked anew: the columns beside it are for events and people.
 *
 * @param lease names this worker's turn; only with it may the row be changed
 * @param attempts turns so far, this one included
 * @param dispatches how often a call may have left
 * @param waitingFor why the turn before ended without a result; null if it did not
 */
public record Entry(
        UUID actionId,
        Digest digest,
        UUID run,
        String principal,
        String agent,
        String tool,
        String correlationId,
        State state,
        String grantJws,
        String actionBytes,
        Instant expiresAt,
        UUID lease,
        int attempts,
        int dispatches,
        RefusalCode waitingFor) {

    public ActionRef ref() {
        return new ActionRef(actionId, digest, run, principal, agent, tool);
    }

    public ReceivedGrant received() {
        return new ReceivedGrant(grantJws, actionBytes);
    }

    /** Whether a call may have left. */
    public boolean mayHaveBeenSent() {
        return state == State.DISPATCHING;
    }

    public Optional<RefusalCode> obstacle() {
        return Optional.ofNullable(waitingFor);
    }

    /** Without grant and action. */
    @Override
    public String toString() {
        return "Entry[" + actionId + " " + state + "]";
    }
}
