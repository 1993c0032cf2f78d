package dev.approvalcopilot.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.Delegation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

    private static final Instant AT = Instant.parse("2026-11-23T20:10:00.123Z");
    private static final UUID ID = UUID.fromString("0198f3a0-0000-7000-8000-000000000001");
    private static final Digest DIGEST = Digest.of(new byte[] {1});
    private static final ActionRef REF = new ActionRef(ID, DIGEST, ID, "auth0|ada", "planner", "slack.post_message");
    private static final ActionProposed PROPOSED = new ActionProposed(
            ID,
            CanonicalBytes.of(Json.MAPPER.createObjectNode().put("a", 1)),
            "because",
            Map.of("text", ActionProposed.Origin.MODEL),
            AT);

    static Stream<Event> events() {
        return Stream.of(
                new RunRequested(ID, "auth0|ada", "planner", "goal", "Europe/Berlin", "de-DE", AT),
                new RunCancelRequested(ID, "auth0|ada", AT),
                new RunChanged(
                        ID,
                        "auth0|ada",
                        "planner",
                        RunChanged.Change.ENDED,
                        null,
                        "The agent finished",
                        RunChanged.Ending.COMPLETED,
                        "All done.",
                        AT),
                PROPOSED,
                new ActionEdited(ID, PROPOSED.action(), "because", Map.of("text", ActionProposed.Origin.TYPED), ID, AT),
                new ActionClassified(
                        PROPOSED,
                        DIGEST,
                        RiskLevel.HIGH,
                        ActionClassified.Disposition.HOLD,
                        List.of(
                                new ActionClassified.Reason("manifest_floor", "text", "manifest"),
                                new ActionClassified.Reason("loud", "text", "loud", "Say it quietly.")),
                        "impact",
                        new ActionClassified.Obligations(
                                false,
                                1,
                                List.of("security"),
                                Duration.ofDays(1),
                                Duration.ZERO,
                                true,
                                new ActionClassified.Waiting(
                                        Duration.ofHours(1),
                                        new ActionClassified.Escalation(Duration.ofHours(4), List.of("leads")),
                                        true)),
                        DIGEST,
                        "a.b.c",
                        AT),
                new ActionDecided.Pending(REF, RiskLevel.LOW, AT, AT),
                new ActionDecided.Rejected(REF, "auth0|ada", "answered", "Use #builds.", "Say it quietly.", AT),
                new ActionDecided.Expired(REF, AT),
                new ActionDecided.Cancelled(REF, "auth0|ada", AT),
                new ActionDecided.Superseded(REF, "auth0|ada", ID, AT),
                new ActionDecided.Reconciled(REF, "auth0|ada", true, "seen in the channel", AT),
                new PoliciesInForce(DIGEST, AT),
                new ActionDecided.OutcomeMissing(REF, AT, AT),
                new ActionDecided.Approved(
                        REF,
                        "auth0|bob",
                        DIGEST,
                        "jti",
                        List.of(
                                new ActionDecided.Approver("auth0|ada", AT),
                                new ActionDecided.Approver("auth0|bob", AT)),
                        AT),
                new ActionDecided.ApprovalGiven(REF, "auth0|ada", DIGEST, 1, 2, AT),
                new ActionDecided.Claimed(REF, "auth0|bob", AT, AT),
                new ActionDecided.Released(REF, "auth0|bob", AT),
                new ActionDecided.AccountChosen(REF, "auth0|ada", "cac_1", AT),
                new ActionDecided.Escalated(REF, List.of("leads"), 2, AT),
                new PersonChanged.AbsenceSet("auth0|ada", AT, AT.plusSeconds(1), AT),
                new PersonChanged.AbsenceEnded("auth0|ada", AT),
                new PersonChanged.AccountConnected("auth0|ada", "github", "cac_2", "cac_1", AT),
                new PersonChanged.AccountDisconnected("auth0|ada", "github", "cac_1", AT),
                new PersonChanged.DelegationsChanged(
                        "auth0|ada",
                        List.of(new Delegation(ID, "auth0|bob", AT, AT.plusSeconds(1), List.of("slack.post_message"))),
                        AT),
                new PersonChanged.NotificationsChosen("auth0|ada", AT),
                new GrantIssued(ID, "a.b.c", PROPOSED.action()),
                new ActionExecuted.Dispatching(REF, AT, AT),
                new ActionExecuted.Succeeded(REF, Json.MAPPER.createObjectNode().put("n", 1), AT),
                new ActionExecuted.Failed(REF, "404", AT),
                new ActionExecuted.Refused(REF, "expired", "words", AT),
                new ActionExecuted.Unknown(REF, "words", AT),
                new HaltChanged(HaltScope.parse("person:auth0|ada"), true, "odd mails", "auth0|olga", 3, AT),
                new SecurityEvent(Service.RISK, "unknown_tool", "words", ID, null, AT),
                new DeadLetter(Service.RISK, "not_json", "t", 0, 7, DIGEST, 12, AT));
    }

    @ParameterizedTest
    @MethodSource("events")
    void isReadBackAsWritten(Event event) throws JsonProcessingException {
        var json = Json.MAPPER.writeValueAsString(event);
        assertThat((Object) Json.MAPPER.readValue(json, EventType.of(event).record()))
                .isEqualTo(event);
    }

    @Test
    void anApprovalFromBeforeItNamedAllApproversNamesTheOneItKnew() throws JsonProcessingException {
        var old = (ObjectNode) Json.MAPPER.valueToTree(new ActionDecided.Approved(REF, "auth0|ada", DIGEST, "jti", AT));
        old.remove("approvers");

        assertThat(Json.MAPPER.treeToValue(old, ActionDecided.Approved.class).approvers())
                .containsExactly(new ActionDecided.Approver("auth0|ada", AT));
    }

    @Test
    void aRejectionWithoutAnAnswerNamesNone() {
        var rejected = new ActionDecided.Rejected(REF, "policy:x", "no", AT);

        assertThat((Object) Json.MAPPER.valueToTree(rejected).has("answer")).isEqualTo(false);
    }

    @Test
    void whatWasAskedForOnThePageTakesNoPlace() throws JsonProcessingException {
        var composed =
                new ActionEdited(ID, PROPOSED.action(), "", Map.of("text", ActionProposed.Origin.TYPED), null, AT);

        var json = Json.MAPPER.writeValueAsString(composed);

        assertThat((Object) Json.MAPPER.readTree(json).has("supersedes")).isEqualTo(false);
        assertThat(Json.MAPPER.readValue(json, ActionEdited.class)).isEqualTo(composed);
    }

    @Test
    void obligationsFromBeforeTheirLatestMembersAskForNothingMoreAndKeepTheirText() throws JsonProcessingException {
        var old = "{\"freshLogin\":true,\"quorum\":2,\"groups\":[\"security\"],\"expiry\":\"PT1H\",\"dwell\":\"PT0S\"}";

        var obligations = Json.MAPPER.readValue(old, ActionClassified.Obligations.class);

        assertThat(obligations.barsThePrincipal()).isFalse();
        assertThat(obligations.countsWorkingTime()).isFalse();
        assertThat(Json.MAPPER.writeValueAsString(obligations)).isEqualTo(old);
    }

    @Test
    void nobodyExcludedHasOneForm() {
        var said =
                new ActionClassified.Obligations(false, 1, List.of(), Duration.ofDays(1), Duration.ZERO, false, null);

        assertThat(said)
                .isEqualTo(new ActionClassified.Obligations(false, 1, List.of(), Duration.ofDays(1), Duration.ZERO));
    }

    @Test
    void aRunThatGoesOnHasNoClosingWords() {
        var step = new RunChanged(ID, "auth0|ada", "planner", RunChanged.Change.STEP, null, "Turn 1", null, AT);

        assertThat((Object) Json.MAPPER.valueToTree(step).has("answer")).isEqualTo(false);
    }

    @Test
    void keepsTheGoalOutOfLogs() {
        assertThat(new RunRequested(ID, "auth0|ada", "planner", "tidy up", AT).toString())
                .doesNotContain("tidy up");
    }

    @Test
    void coversEveryType() {
        assertThat(events().map(EventType::of)).containsExactlyInAnyOrder(EventType.values());
    }

    @Test
    void keepsTheGrantOutOfLogs() {
        assertThat(new GrantIssued(ID, "a.b.c", PROPOSED.action()).toString()).doesNotContain("a.b.c");
    }
}
