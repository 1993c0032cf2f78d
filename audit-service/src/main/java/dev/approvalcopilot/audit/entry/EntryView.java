package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry as readers get it.
 *
 * @param time when its service says it happened
 * @param recordedAt when it was written here
 * @param summary one sentence for people
 * @param data of the event; of a grant only its claims, without evidence
 * @param eventId CloudEvents {@code id}
 * @param value SHA-256 over the value of the Kafka record
 */
@JsonPropertyOrder({
    "seq",
    "time",
    "recordedAt",
    "type",
    "source",
    "action",
    "run",
    "principal",
    "agent",
    "tool",
    "summary",
    "data",
    "eventId",
    "correlationId",
    "value"
})
@Schema(name = "Entry")
public record EntryView(
        long seq,
        Instant time,
        Instant recordedAt,
        String type,
        String source,
        @Nullable UUID action,
        @Nullable UUID run,
        @Nullable String principal,
        @Nullable String agent,
        @Nullable String tool,
        String summary,
        JsonNode data,
        UUID eventId,
        @Nullable String correlationId,
        Digest value) {

    public static EntryView of(Entry entry) {
        return new EntryView(
                entry.seq(),
                entry.time(),
                entry.recordedAt(),
                entry.type(),
                entry.source(),
                entry.action(),
                entry.run(),
                entry.principal(),
                entry.agent(),
                entry.tool(),
                Summary.of(entry),
                Redaction.of(entry),
                entry.eventId(),
                entry.correlationId(),
                entry.value());
    }
}
