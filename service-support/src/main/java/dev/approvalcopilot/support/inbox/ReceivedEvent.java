package dev.approvalcopilot.support.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import java.time.Instant;

/**
 * An event as it came: its attributes have the right form and fit its topic; what its data says is not checked yet.
 *
 * @param id CloudEvents {@code id}, a UUID; unique within the topic
 * @param source {@code /SERVICE}: the one writer of the topic
 * @param type CloudEvents {@code type}; may be one that this version does not know
 * @param subject CloudEvents {@code subject}, the same as the key
 * @param time when its service says it happened
 * @param key the Kafka key: action id or run id
 * @param correlationId what it belongs to; the event's own id if its writer gave none
 * @param data a JSON object
 * @param value SHA-256 over the record's value, byte for byte as it came
 */
public record ReceivedEvent(
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String topic,
        int partition,
        long offset,
        String key,
        String correlationId,
        JsonNode data,
        Digest value) {

    /**
     * The data as its contract type.
     *
     * @throws Unprocessable {@code unknown_type}, {@code malformed_data}, {@code wrong_key} when the data speaks of another
     *     thing than the key, or what the table of limits says
     */
    public Event event() {
        var known = EventType.byName(type).orElseThrow(() -> new Unprocessable("unknown_type"));
        try {
            Event event = Json.MAPPER.treeToValue(data, known.record());
            if (!key.equals(event.key())) {
                throw new Unprocessable("wrong_key");
            }
            EventLimits.violation(event).ifPresent(violation -> {
                throw new Unprocessable(violation);
            });
            return event;
        } catch (JsonProcessingException | NullPointerException e) {
            throw new Unprocessable("malformed_data");
        }
    }

    /** Names the event without its data, which may hold arguments: safe to log. */
    @Override
    public String toString() {
        return type + " " + id + " at " + topic + "/" + partition + "/" + offset;
    }
}
