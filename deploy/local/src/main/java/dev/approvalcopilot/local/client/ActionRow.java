package dev.approvalcopilot.local.client;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One row of a person's inbox. */
public record ActionRow(
        UUID id,
        State state,
        RiskLevel level,
        String sentence,
        String tool,
        String agent,
        UUID run,
        Instant createdAt,
        Instant expiresAt) {

    /** @param next cursor; null on the last page */
    public record Page(List<ActionRow> actions, String next) {
        public Page {
            actions = List.copyOf(actions);
        }
    }
}
