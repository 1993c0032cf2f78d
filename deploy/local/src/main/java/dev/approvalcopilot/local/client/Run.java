package dev.approvalcopilot.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A run as the planner shows it.
 *
 * @param answer the agent's last words; null unless COMPLETED
 * @param failure null unless FAILED
 * @param halted null unless an operator keeps it from going on
 * @param endedAt null while it goes on
 */
public record Run(
        UUID id,
        Status status,
        String agent,
        String goal,
        int turns,
        List<Step> steps,
        String answer,
        Failure failure,
        Halted halted,
        Instant createdAt,
        Instant endedAt) {

    /** Where a run stands. */
    public enum Status {
        THINKING,
        WAITING,
        COMPLETED,
        FAILED,
        CANCELLED;

        public boolean ended() {
            return switch (this) {
                case THINKING, WAITING -> false;
                case COMPLETED, FAILED, CANCELLED -> true;
            };
        }
    }

    /**
     * One tool call of the model.
     *
     * @param tool null when there is no such tool
     * @param digest null for INVALID
     * @param level null until it is classified
     * @param reason why it did not happen; may be null
     * @param result the provider's answer, reduced; may be null
     */
    public record Step(
            UUID id,
            int turn,
            String tool,
            String sentence,
            State state,
            String digest,
            RiskLevel level,
            Instant expiresAt,
            String reason,
            JsonNode result,
            Instant proposedAt,
            Instant settledAt) {}

    /** What an operator has halted. */
    public record Halted(String scope, String reason, Instant since) {}

    /** @param code stable */
    public record Failure(String code, String text) {}

    public Run {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** The latest step with a tool in a state. */
    public Optional<Step> step(String tool, State state) {
        return steps.reversed().stream()
                .filter(step -> tool.equals(step.tool()) && step.state() == state)
                .findFirst();
    }
}
