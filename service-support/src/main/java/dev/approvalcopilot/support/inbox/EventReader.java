package dev.approvalcopilot.support.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.correlation.Correlation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a Kafka record as a CloudEvent in binary mode (CloudEvents 1.0, Kafka protocol binding) and believes nothing: each
 * attribute once, printable, short, of its form; source and type those that may stand on the topic.
 */
final class EventReader {

    /** A subject may be the scope of a halt: its kind and the longest name of a person. */
    private static final int MAX_ATTRIBUTE_BYTES = 300;

    /** With the space, which the id of a person may hold. */
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]+");

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private EventReader() {}

    /** @throws Unprocessable with the reason of the first check that failed */
    static ReceivedEvent read(ConsumerRecord<String, byte[]> record) {
        require(record.value() != null, "no_value");
        require(record.value().length <= EventLimits.RECORD_BYTES, "too_large");
        require("1.0".equals(attribute(record, "ce_specversion")), "wrong_specversion");
        require("application/json".equals(attribute(record, "content-type")), "wrong_content_type");
        var id = attribute(record, "ce_id");
        require(UUID_FORM.matcher(id).matches(), "malformed_id");
        var subject = attribute(record, "ce_subject");
        require(subject.equals(record.key()), "wrong_subject");
        var source = attribute(record, "ce_source");
        var type = attribute(record, "ce_type");
        checkTopic(record.topic(), source, type);
        return new ReceivedEvent(
                id,
                source,
                type,
                subject,
                time(attribute(record, "ce_time")),
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                correlation(record, id),
                data(record.value()),
                Digest.of(record.value()));
    }

    private static void checkTopic(String name, String source, String type) {
        var topic = Topic.byName(name).orElseThrow(() -> new Unprocessable("unknown_topic"));
        require(source.equals("/" + topic.writer().id()), "wrong_source");
        require(EventType.byName(type).map(t -> t.standsOn(topic)).orElse(true), "wrong_topic");
    }

    private static String correlation(ConsumerRecord<String, byte[]> record, String id) {
        return optionalAttribute(record, "ce_correlationid")
                .map(given -> Correlation.accepted(given).orElseThrow(() -> new Unprocessable("malformed_correlation")))
                .orElse(id);
    }

    private static Instant time(String text) {
        try {
            var time = Instant.parse(text);
            require(EventLimits.holds(time), "time_out_of_range");
            return time;
        } catch (DateTimeParseException e) {
            throw new Unprocessable("malformed_time");
        }
    }

    private static JsonNode data(byte[] value) {
        try {
            var data = Json.MAPPER.readTree(value);
            require(data != null && data.isObject(), "not_an_object");
            return data;
        } catch (IOException e) {
            throw new Unprocessable("not_json");
        }
    }

    private static String attribute(ConsumerRecord<String, byte[]> record, String name) {
        return optionalAttribute(record, name).orElseThrow(() -> new Unprocessable("missing_attribute"));
    }

    private static Optional<String> optionalAttribute(ConsumerRecord<String, byte[]> record, String name) {
        var found = record.headers().headers(name).iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        var value = found.next().value();
        require(!found.hasNext(), "repeated_attribute");
        require(value != null && value.length <= MAX_ATTRIBUTE_BYTES, "malformed_attribute");
        var text = new String(value, StandardCharsets.UTF_8);
        require(PRINTABLE.matcher(text).matches(), "malformed_attribute");
        return Optional.of(text);
    }

    private static void require(boolean holds, String reason) {
        if (!holds) {
            throw new Unprocessable(reason);
        }
    }
}
