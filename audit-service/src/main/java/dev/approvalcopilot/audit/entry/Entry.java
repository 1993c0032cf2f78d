package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;
import java.util.UUID;

/**
 * One event as it was recorded. For readers there is {@link EntryView}.
 *
 * @param seq 1, 2, 3 …; the order in which entries were committed
 * @param eventId CloudEvents {@code id}, unique within its topic
 * @param subject CloudEvents {@code subject}: the key of the record
 * @param action null where the event speaks of none
 * @param principal whose it is; null where nobody is known
 * @param time when its service says it happened
 * @param recordedAt when it was written here, by the database's clock
 * @param data as it came
 * @param value SHA-256 over the record's value, byte for byte
 */
public record Entry(
        long seq,
        UUID eventId,
        String type,
        String source,
        String topic,
        int topicPartition,
        long topicOffset,
        String subject,
        UUID action,
        UUID run,
        String principal,
        String agent,
        String tool,
        Instant time,
        Instant recordedAt,
        String correlationId,
        JsonNode data,
        Digest value) {

    /** Without the data. */
    @Override
    public String toString() {
        return "Entry[" + seq + " " + type + "]";
    }
}
