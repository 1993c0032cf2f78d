package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.halt.ChangeHalts.Standing;
import dev.approvalcopilot.gateway.halt.Halt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest word on a scope, as the API says it.
 *
 * @param by OIDC {@code sub}
 * @param epoch the earliest that a grant under this scope may name
 * @param resumption what waits for a second operator, if something does
 * @param note what the operator should know who has just halted it, if anything
 */
record HaltView(
        HaltScope scope,
        boolean halted,
        String reason,
        String by,
        Instant since,
        long epoch,
        @Nullable Question resumption,
        @Nullable String note) {

    /** @param at since when a second operator may agree, for fifteen minutes */
    record Question(String by, String reason, Instant at) {}

    /** @param epoch of this deployment @param more whether more is halted than is listed */
    record All(long epoch, List<HaltView> halts, boolean more) {
        static All of(Standing standing) {
            return new All(
                    standing.epoch(),
                    standing.halts().stream().map(HaltView::of).toList(),
                    standing.more());
        }
    }

    HaltView noting(Optional<String> words) {
        return new HaltView(scope, halted, reason, by, since, epoch, resumption, words.orElse(null));
    }

    static HaltView of(Halt halt) {
        var question = halt.question()
                .filter(_ -> halt.halted())
                .map(asked -> new Question(asked.by(), asked.reason(), asked.at()))
                .orElse(null);
        return new HaltView(
                halt.scope(),
                halt.halted(),
                halt.reason(),
                halt.changedBy(),
                halt.since(),
                halt.epoch(),
                question,
                null);
    }
}
