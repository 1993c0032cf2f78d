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
 * @param turnedAway the provider's word with which it turned the last call away, surely without an effect; null if it did not
 * @param waitingFor why the turn before ended without a result; null if it did not
 * @param generation that the row's grant belongs to
 * @param ledgerGeneration of the ledger when the row was taken
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
        String turnedAway,
        RefusalCode waitingFor,
        long generation,
        long ledgerGeneration) {

    public ActionRef ref() {
        return new ActionRef(actionId, digest, run, principal, agent, tool);
    }

    public ReceivedGrant received() {
        return new ReceivedGrant(grantJws, actionBytes);
    }

    /** Whether a call has left of which nobody knows yet that it changed nothing. */
    public boolean mayHaveHappened() {
        return state == State.DISPATCHING && turnedAway == null;
    }

    /** Whether it was said that a call is about to leave. */
    public boolean wasDispatched() {
        return state == State.DISPATCHING;
    }

    public Optional<RefusalCode> obstacle() {
        return Optional.ofNullable(waitingFor);
    }

    /** Whether this database may have forgotten a call of this action: then nothing is run. */
    public boolean mayBeForgotten() {
        return generation < ledgerGeneration;
    }

    /** Without grant and action. */
    @Override
    public String toString() {
        return "Entry[" + actionId + " " + state + "]";
    }
}
