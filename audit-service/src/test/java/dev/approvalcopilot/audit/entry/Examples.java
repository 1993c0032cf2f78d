package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import java.time.Instant;
import java.util.UUID;

/** Entries without a database. */
final class Examples {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private Examples() {}

    static Entry entry(String topic, Event event) {
        return entry(topic, EventType.of(event).type(), Json.MAPPER.valueToTree(event));
    }

    static Entry entry(String topic, String type, JsonNode data) {
        return new Entry(
                1,
                UUID.randomUUID(),
                type,
                "/approval",
                topic,
                0,
                0,
                "subject",
                null,
                null,
                "auth0|ada",
                "planner",
                "github.delete_repository",
                NOW,
                NOW,
                "correlation",
                data,
                Digest.of(new byte[0]));
    }
}
