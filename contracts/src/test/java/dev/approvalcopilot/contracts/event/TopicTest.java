package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The access table of the contracts page, said a second time: a change of one side alone fails here. */
class TopicTest {

    private static String readersOf(Topic topic) {
        return topic.readers().stream().sorted().map(Service::id).collect(Collectors.joining(" "));
    }

    @Test
    void givesEachBusinessTopicItsWriterAndReaders() {
        var table = Stream.of(Topic.values())
                .filter(t -> !t.name().startsWith("SECURITY") && !t.name().startsWith("DEAD"))
                .map(t -> t.topicName() + ": " + t.writer().id() + " > " + readersOf(t));
        assertThat(table)
                .containsExactly(
                        "runs.requested.v1: approval > planner audit",
                        "runs.changed.v1: planner > approval audit",
                        "actions.proposed.v1: planner > risk audit",
                        "actions.edited.v1: approval > planner risk audit",
                        "actions.classified.v1: risk > approval audit",
                        "actions.decided.v1: approval > planner audit",
                        "people.changed.v1: approval > audit",
                        "grants.issued.v1: approval > gateway audit",
                        "actions.executed.v1: gateway > planner approval audit",
                        "halts.v1: gateway > planner approval audit");
    }

    @ParameterizedTest
    @EnumSource
    void givesEachServiceItsOwnSecurityAndDeadLetterTopic(Service service) {
        assertThat(Topic.security(service).writer()).isEqualTo(service);
        assertThat(Topic.security(service).readers()).containsExactly(Service.AUDIT);
        assertThat(Topic.deadLetters(service).writer()).isEqualTo(service);
        assertThat(Topic.deadLetters(service).readers()).containsExactly(Service.AUDIT);
    }

    @Test
    void keepsGrantsFromTheOperator() {
        assertThat(Topic.values()).filteredOn(t -> !t.readableByOperator()).containsExactly(Topic.GRANTS_ISSUED);
    }

    @Test
    void keepsTheLatestWordOnEachHalt() {
        assertThat(Topic.values()).filteredOn(Topic::compacted).containsExactly(Topic.HALTS);
    }

    @ParameterizedTest
    @EnumSource
    void hasAnEventTypeForEachRecordAndATopicForEachType(EventType type) {
        assertThat(EventType.byName(type.type())).contains(type);
        assertThat(type.topicFor(Service.AUDIT)).isNotNull();
    }

    @Test
    void knowsOnWhichTopicATypeMayStand() {
        assertThat(EventType.GRANT_ISSUED.standsOn(Topic.GRANTS_ISSUED)).isTrue();
        assertThat(EventType.GRANT_ISSUED.standsOn(Topic.ACTIONS_PROPOSED)).isFalse();
        assertThat(EventType.SECURITY.standsOn(Topic.SECURITY_RISK)).isTrue();
        assertThat(EventType.SECURITY.standsOn(Topic.DEAD_LETTERS_RISK)).isFalse();
    }
}
