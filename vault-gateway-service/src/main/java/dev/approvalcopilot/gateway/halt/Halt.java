package dev.approvalcopilot.gateway.halt;

import dev.approvalcopilot.contracts.event.HaltScope;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest word on a scope.
 *
 * @param reason in an operator's words
 * @param changedBy OIDC {@code sub}; of a resumption the one who confirmed it
 * @param since when it was changed, by the database's clock
 * @param epoch the earliest that a grant under this scope may name
 * @param askedBy who asked for the resumption; null if nobody has, and so the two after it
 */
public record Halt(
        HaltScope scope,
        boolean halted,
        String reason,
        String changedBy,
        Instant since,
        long epoch,
        String askedBy,
        String askedReason,
        Instant askedAt) {

    /** A resumption that somebody asked for. */
    public record Question(String by, String reason, Instant at) {}

    /** The last one; it may be too old to be confirmed. */
    public Optional<Question> question() {
        return Optional.ofNullable(askedBy).map(by -> new Question(by, askedReason, askedAt));
    }
}
