package dev.approvalcopilot.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One entry of the audit log.
 *
 * @param type CloudEvents type, such as {@code dev.approvalcopilot.action.approved.v1}
 * @param action null for entries that are about no action
 * @param run null for entries that are about no run
 */
public record AuditEntry(
        long seq,
        Instant time,
        Instant recordedAt,
        String type,
        String source,
        UUID action,
        UUID run,
        String principal,
        String agent,
        String tool,
        String summary,
        JsonNode data,
        UUID eventId) {

    /** The type without prefix and version: {@code action.approved}. */
    public String kind() {
        return type.replaceFirst("^dev\\.approvalcopilot\\.", "").replaceFirst("\\.v[0-9]+$", "");
    }

    /** @param more whether there is more now */
    public record Page(List<AuditEntry> entries, String cursor, boolean more) {
        public Page {
            entries = List.copyOf(entries);
        }
    }
}
