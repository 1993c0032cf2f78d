package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventLimitsTest {

    private static final Instant AT = Instant.parse("2026-11-23T20:10:00Z");
    private static final UUID ID = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");
    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final Obligations PLAIN = new Obligations(false, 1, List.of(), Duration.ofDays(1), Duration.ZERO);

    @ParameterizedTest
    @MethodSource("dev.approvalcopilot.contracts.event.EventJsonTest#events")
    void ordinaryEventsAreWithinTheLimits(Event event) {
        assertThat(EventLimits.violation(event)).isEmpty();
    }

    /** A member that is added to an event gets a limit in the table, with its reason. */
    @Test
    void everyTextOfEveryEventStandsInTheTable() {
        var texts = new HashSet<String>();
        Stream.of(EventType.values()).forEach(type -> collectTexts(type.record(), texts));

        assertThat(EventLimits.namedTexts()).containsAll(texts);
    }

    @Test
    void aPrincipalThatNoIndexHoldsIsTooLong() {
        assertThat(EventLimits.violation(run("auth0|" + "x".repeat(12_000), "planner", AT)))
                .contains("principal_too_long");
    }

    @Test
    void anAgentsNameIsBoundedAsAPersonsIs() {
        assertThat(EventLimits.violation(run("auth0|ada", "x".repeat(100_000), AT)))
                .contains("agent_too_long");
    }

    @Test
    void peopleAndAgentsAreCalledAsTheyCanBeHalted() {
        assertThat(EventLimits.violation(run("samlp|acme|Jane Doe", "https://agent.acme.test/x", AT)))
                .isEmpty();
        assertThat(EventLimits.violation(run("auth0|ada\n", "planner", AT))).contains("principal_malformed");
        assertThat(EventLimits.violation(run("auth0|ada", "\u202eplanner", AT))).contains("agent_malformed");
    }

    @Test
    void aGroupIsBounded() {
        var obligations = new Obligations(false, 1, List.of("x".repeat(9_000)), Duration.ofDays(1), Duration.ZERO);

        assertThat(EventLimits.violation(classified("why", reasons(1), "impact", obligations)))
                .contains("groups_too_long");
    }

    @Test
    void groupsAndReasonsAreCounted() {
        var obligations =
                new Obligations(false, 1, Collections.nCopies(51, "security"), Duration.ofDays(1), Duration.ZERO);

        assertThat(EventLimits.violation(classified("why", reasons(1), "impact", obligations)))
                .contains("groups_too_many");
        assertThat(EventLimits.violation(classified("why", reasons(101), "impact", PLAIN)))
                .contains("reasons_too_many");
    }

    @Test
    void rationaleAndImpactAreBounded() {
        assertThat(EventLimits.violation(classified("x".repeat(899_000), reasons(1), "impact", PLAIN)))
                .contains("rationale_too_long");
        assertThat(EventLimits.violation(classified("why", reasons(1), "x".repeat(600_000), PLAIN)))
                .contains("impact_too_long");
    }

    @Test
    void aReasonWithoutWordsIsNone() {
        var reasons = List.of(new Reason(null, null, null));

        assertThat(EventLimits.violation(classified("why", reasons, "impact", PLAIN)))
                .contains("code_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2562047788015215H", "-PT1S", "P367D"})
    void aWaitThatNobodyCanCountIsOutOfRange(String dwell) {
        var obligations = new Obligations(false, 1, List.of(), Duration.ofDays(1), Duration.parse(dwell));

        assertThat(EventLimits.violation(classified("why", reasons(1), "impact", obligations)))
                .contains("dwell_out_of_range");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+294277-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2100-01-01T00:00:00Z"
            })
    void aTimeOutside1970To2100IsOutOfRange(String time) {
        assertThat(EventLimits.violation(run("auth0|ada", "planner", Instant.parse(time))))
                .contains("at_out_of_range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2099-12-31T23:59:59.999999Z"})
    void theFirstAndTheLastTimeAreWithinTheRange(String time) {
        assertThat(EventLimits.holds(Instant.parse(time))).isTrue();
    }

    @Test
    void whatIsCutFitsAndHasNoHalfOfACharacter() {
        var cut = EventLimits.cut("impact", "x".repeat(3998) + "😀😀");

        assertThat(cut).hasSize(3999).endsWith("x…");
        assertThat(EventLimits.cut("impact", "short")).isEqualTo("short");
    }

    private static RunChanged run(String principal, String agent, Instant at) {
        return new RunChanged(ID, principal, agent, RunChanged.Change.STEP, null, "step", null, at);
    }

    private static List<Reason> reasons(int count) {
        return Collections.nCopies(count, new Reason("manifest_floor", "text", "manifest"));
    }

    private static ActionClassified classified(
            String rationale, List<Reason> reasons, String impact, Obligations obligations) {
        var bytes = CanonicalBytes.of(Json.MAPPER.createObjectNode().put("a", 1));
        var proposal = new ActionProposed(ID, bytes, rationale, Map.of(), AT);
        return new ActionClassified(
                proposal, DIGEST, RiskLevel.LOW, Disposition.HOLD, reasons, impact, obligations, DIGEST, "a.b.c", AT);
    }

    private static void collectTexts(Class<?> type, Set<String> texts) {
        for (var component : type.getRecordComponents()) {
            var generic = component.getGenericType().getTypeName();
            if (generic.contains("String")) {
                texts.add(component.getName());
            }
            Stream.of(type.getNestHost().getDeclaredClasses(), new Class<?>[] {component.getType()})
                    .flatMap(Stream::of)
                    .filter(nested -> nested != type
                            && nested != HaltScope.class
                            && nested.isRecord()
                            && generic.contains(nested.getName()))
                    .filter(nested -> nested.getPackage() == EventLimits.class.getPackage())
                    .forEach(nested -> collectTexts(nested, texts));
        }
    }
}
