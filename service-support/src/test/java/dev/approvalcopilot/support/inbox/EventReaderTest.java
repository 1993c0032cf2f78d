package dev.approvalcopilot.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.support.testing.Events;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    private static final UUID EVENT = Ids.next();
    private static final UUID ACTION = Ids.next();

    @Test
    void readsWhatAnOutboxSent() {
        var event = EventReader.read(received(_ -> {}));

        assertThat(event.id()).isEqualTo(EVENT.toString());
        assertThat(event.source()).isEqualTo("/approval");
        assertThat(event.type()).isEqualTo("dev.approvalcopilot.action.expired.v1");
        assertThat(event.key()).isEqualTo(ACTION.toString()).isEqualTo(event.subject());
        assertThat(event.time()).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
        assertThat(event.correlationId()).startsWith("correlation-");
    }

    @Test
    void givesTheDataAsItsContractType() {
        var sent = Events.expired(ACTION);

        var read = EventReader.read(new Wire(Events.fromApproval(EVENT, sent)).received());

        assertThat(read.event()).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, Principal.MAX_LENGTH})
    void aSubjectMayBeTheHaltOfAPerson(int length) {
        var scope = "person:samlp|acme|Jane Doe" + "x".repeat(length - 19);

        var event = EventReader.read(new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)))
                .under(scope)
                .received());

        assertThat(event.subject()).isEqualTo(scope);
    }

    @Test
    void takesTheEventsOwnIdWhereItsWriterGaveNoCorrelation() {
        var event = EventReader.read(received(r -> r.headers().remove("ce_correlationid")));

        assertThat(event.correlationId()).isEqualTo(EVENT.toString());
    }

    @Test
    void takesATypeItDoesNotKnowBecauseALaterVersionMayWriteIt() {
        var event = EventReader.read(received(r -> Events.header(r, "ce_type", "dev.approvalcopilot.later.v1")));

        assertThat(event.type()).isEqualTo("dev.approvalcopilot.later.v1");
        assertThatThrownBy(event::event).isInstanceOf(Unprocessable.class).hasMessage("unknown_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "content-type", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time"})
    void refusesWithoutAnAttribute(String name) {
        assertRefused(received(r -> r.headers().remove(name)), "missing_attribute");
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, wrong_specversion",
        "content-type, application/cloudevents+json, wrong_content_type",
        "ce_id, 12345, malformed_id",
        "ce_id, 'two words', malformed_id",
        "ce_type, 'line\nbreak', malformed_attribute",
        "ce_source, /planner, wrong_source",
        "ce_type, dev.approvalcopilot.grant.issued.v1, wrong_topic",
        "ce_subject, somebody-else, wrong_subject",
        "ce_time, yesterday, malformed_time",
        "ce_correlationid, x, malformed_correlation",
    })
    void refusesAnAttributeThatIsWrong(String name, String value, String reason) {
        assertRefused(received(r -> Events.header(r, name, value)), reason);
    }

    @Test
    void refusesAnAttributeThatIsTooLong() {
        assertRefused(received(r -> Events.header(r, "ce_type", "t".repeat(301))), "malformed_attribute");
    }

    @Test
    void refusesAnAttributeGivenTwice() {
        assertRefused(
                received(r -> r.headers().add("ce_id", EVENT.toString().getBytes(StandardCharsets.UTF_8))),
                "repeated_attribute");
    }

    @Test
    void refusesATopicThatIsNotInTheContracts() {
        var wire = new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)));

        assertRefused(wire.on("actions.invented.v1").received(), "unknown_topic");
    }

    @ParameterizedTest
    @CsvSource({"'{', not_json", "'[]', not_an_object", "'', not_an_object", "'{\"a\":1,\"a\":2}', not_json"})
    void refusesAValueThatIsNotAnObject(String value, String reason) {
        var wire = new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)));

        assertRefused(wire.saying(value.getBytes(StandardCharsets.UTF_8)).received(), reason);
    }

    @Test
    void refusesATombstone() {
        var wire = new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)));

        assertRefused(wire.saying(null).received(), "no_value");
    }

    @Test
    void refusesAValueThatIsTooLarge() {
        var wire = new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)));

        assertRefused(wire.saying(new byte[EventLimits.RECORD_BYTES + 1]).received(), "too_large");
    }

    @Test
    void refusesDataThatLacksWhatItsTypeNeeds() {
        var wire = new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)));
        var event = EventReader.read(
                wire.saying("{}".getBytes(StandardCharsets.UTF_8)).received());

        assertThatThrownBy(event::event).isInstanceOf(Unprocessable.class).hasMessage("malformed_data");
    }

    @Test
    void refusesDataThatSpeaksOfAnotherActionThanTheKey() {
        var other = Ids.next().toString();
        var event = EventReader.read(new Wire(Events.fromApproval(EVENT, Events.expired(ACTION)))
                .under(other)
                .received());

        assertThatThrownBy(event::event).isInstanceOf(Unprocessable.class).hasMessage("wrong_key");
    }

    private static void assertRefused(ConsumerRecord<String, byte[]> record, String reason) {
        assertThatThrownBy(() -> EventReader.read(record))
                .isInstanceOf(Unprocessable.class)
                .hasMessage(reason);
    }

    private static ConsumerRecord<String, byte[]> received(Consumer<ProducerRecord<String, byte[]>> change) {
        var sent = Events.fromApproval(EVENT, Events.expired(ACTION));
        change.accept(sent);
        return new Wire(sent).received();
    }

    /** A sent record on its way to becoming a received one. */
    private record Wire(ProducerRecord<String, byte[]> sent) {

        Wire on(String topic) {
            return new Wire(new ProducerRecord<>(topic, null, sent.key(), sent.value(), sent.headers()));
        }

        Wire saying(byte[] value) {
            return new Wire(new ProducerRecord<>(sent.topic(), null, sent.key(), value, sent.headers()));
        }

        Wire under(String key) {
            var moved = new ProducerRecord<>(sent.topic(), null, key, sent.value(), sent.headers());
            Events.header(moved, "ce_subject", key);
            return new Wire(moved);
        }

        ConsumerRecord<String, byte[]> received() {
            return new ConsumerRecord<>(
                    sent.topic(),
                    0,
                    7,
                    0,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    sent.key(),
                    sent.value(),
                    sent.headers(),
                    Optional.empty());
        }
    }
}
