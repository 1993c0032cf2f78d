package dev.approvalcopilot.support.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events for tests, and their form on the wire. */
public final class Events {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Events() {}

    /** What the planner, and so the outbox under test, writes. */
    public static RunChanged step(UUID run, String detail) {
        return new RunChanged(run, "auth0|ada", "planner", Change.STEP, null, detail, null, NOON);
    }

    /** What the approval-service writes and the planner reads. */
    public static ActionDecided.Expired expired(UUID action) {
        var digest = Digest.of(action.toString().getBytes(StandardCharsets.UTF_8));
        return new ActionDecided.Expired(
                new ActionRef(action, digest, Ids.next(), "auth0|ada", "planner", "github.create_issue"), NOON);
    }

    /** A record as the approval-service's outbox would send it. */
    public static ProducerRecord<String, byte[]> fromApproval(UUID eventId, Event event) {
        try {
            var type = EventType.of(event);
            var record = new ProducerRecord<>("actions.decided.v1", event.key(), Json.MAPPER.writeValueAsBytes(event));
            header(record, "content-type", "application/json");
            header(record, "ce_specversion", "1.0");
            header(record, "ce_id", eventId.toString());
            header(record, "ce_source", "/approval");
            header(record, "ce_type", type.type());
            header(record, "ce_subject", event.key());
            header(record, "ce_time", NOON.toString());
            header(record, "ce_correlationid", "correlation-" + event.key().substring(0, 8));
            return record;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a header, instead of the one it had. */
    public static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().remove(name);
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
