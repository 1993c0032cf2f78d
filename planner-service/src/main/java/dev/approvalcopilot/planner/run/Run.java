package dev.approvalcopilot.planner.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One run as its row says.
 *
 * @param principal OIDC {@code sub} of the person the agent acts for
 * @param agent {@code planner}, or the {@code azp} of an outside agent
 * @param turn how many answers of the model are stored
 * @param modelAttempts failed attempts at the next turn
 * @param lease token of the instance that thinks about it; null for none
 * @param cancelAskedAt null while nobody asked
 * @param answer the model's final text; null before
 * @param failure null unless FAILED
 * @param failureWords what is said of the failure beside its code; may be null
 * @param failingSince since when the model could not be reached; null after any answer
 * @param timeZone IANA name of the person's; null where nobody said
 * @param locale BCP 47 tag of the person's; null where nobody said
 * @param correlationId of the request that began it; every event of the run carries it
 * @param now the database's clock in this transaction
 */
public record Run(
        UUID id,
        String principal,
        String agent,
        String goal,
        RunStatus status,
        int turn,
        int modelAttempts,
        UUID lease,
        Instant cancelAskedAt,
        String answer,
        FailureCode failure,
        String failureWords,
        Instant failingSince,
        String timeZone,
        String locale,
        String correlationId,
        Instant createdAt,
        Instant endedAt,
        Instant now) {

    public boolean cancelAsked() {
        return cancelAskedAt != null;
    }

    public boolean leasedBy(UUID token) {
        return token.equals(lease);
    }

    public Optional<FailureCode> failed() {
        return Optional.ofNullable(failure);
    }

    /** Without goal and answer, so that it may be logged. */
    @Override
    public String toString() {
        return "Run[" + id + " " + status + "]";
    }
}
