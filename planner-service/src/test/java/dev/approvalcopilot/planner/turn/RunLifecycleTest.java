package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.planner.testing.ModelFaults;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.OtherServices;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class RunLifecycleTest {

    @Inject
    DroppedTurns turns;

    @AfterEach
    void healTheModel() {
        ModelFaults.clear();
    }

    @Test
    void proposesWaitsAndCompletesWithTheOutcome() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        assertThat(run.awaitStatus("WAITING").getString("steps[0].sentence"))
                .isEqualTo("Look at the repository acme/old-site");
        run.pending(1);
        run.awaitStepState(1, "PENDING");
        run.approved(1);
        run.awaitStepState(1, "APPROVED");
        run.succeeded(1);

        var ended = run.awaitStatus("COMPLETED");
        assertThat(ended.getString("answer")).isNotBlank();
        assertThat(ended.getBoolean("steps[0].result.ok")).isTrue();
        assertThat(ended.getString("steps[0].level")).isEqualTo("HIGH");
    }

    @Test
    void theProposalOnTheBrokerIsTheActionOfTheRun() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var id = run.awaitStep(1);
        var proposed = awaitOne(Topic.ACTIONS_PROPOSED, id.toString(), ActionProposed.class);
        var action = Action.read(proposed.action());

        assertThat(action.principal()).isEqualTo("auth0|ada");
        assertThat(action.agent()).isEqualTo("planner");
        assertThat(action.run()).isEqualTo(run.id());
        assertThat(action.id()).isEqualTo(id);
        assertThat(action.tool()).isEqualTo("github.get_repository");
        assertThat(proposed.action().digest().value()).isEqualTo(run.get().getString("steps[0].digest"));
        assertThat(proposed.origins()).containsEntry("owner", Origin.TYPED).containsEntry("repo", Origin.TYPED);
    }

    @Test
    void aRejectionWithAReasonLeadsToAnotherProposal() {
        var run = TestRun.of("Post 'The release is out' to #general.");
        run.awaitStep(1);
        run.rejected(1, "Use #releases instead.");
        run.awaitStep(2);

        assertThat(run.get().getString("steps[0].reason")).isEqualTo("Use #releases instead.");
        assertThat(run.get().getString("steps[1].sentence")).contains("#releases");
        run.succeeded(2);
        run.awaitStatus("COMPLETED");
        assertThat(run.states()).containsExactly("REJECTED", "SUCCEEDED");
    }

    @Test
    void aValueThatThePersonSaidInARejectionIsTheirs() {
        ModelFaults.call("a", "slack__post_message", "{\"channel\":\"#random\",\"text\":\"Out\"}");
        var run = TestRun.of("Tell the others that the release is out.");
        run.awaitStep(1);
        ModelFaults.call("b", "slack__post_message", "{\"channel\":\"#general\",\"text\":\"Out\"}");
        run.rejected(1, "Say it in #general instead.");
        var second = run.awaitStep(2).toString();

        assertThat(awaitOne(Topic.ACTIONS_PROPOSED, second, ActionProposed.class)
                        .origins())
                .containsEntry("channel", Origin.ANSWERED)
                .containsEntry("text", Origin.MODEL);
    }

    @Test
    void anUnknownToolIsNeverProposedAndIsReported() {
        var run = TestRun.of("Use the unknown tool.");
        run.awaitStatus("COMPLETED");

        assertThat(run.states()).containsExactly("INVALID");
        assertThat(run.get().getString("steps[0].digest")).isNull();
        var step = run.get().getString("steps[0].id");
        assertThat(OtherServices.read(Topic.ACTIONS_PROPOSED, step, ActionProposed.class))
                .isEmpty();
        assertThat(awaitOne(Topic.SECURITY_PLANNER, run.id().toString(), SecurityEvent.class)
                        .code())
                .isEqualTo("unknown_tool");
    }

    @Test
    void argumentsThatBreakTheSchemaGoBackToTheModel() {
        var run = TestRun.of("Break the schema.");
        run.awaitStep(2);

        assertThat(run.states()).containsExactly("INVALID", "PROPOSED");
        assertThat(awaitOne(Topic.SECURITY_PLANNER, run.id().toString(), SecurityEvent.class)
                        .code())
                .isEqualTo("schema_violation");
        run.succeeded(2);
        run.awaitStatus("COMPLETED");
    }

    @Test
    void aModelThatStaysDeadEndsTheRun() {
        ModelFaults.status(503, 100);
        var run = TestRun.of("Look at the repository acme/old-site.");
        assertThat(run.awaitStatus("FAILED").getString("failure.code")).isEqualTo("model_unreachable");
    }

    @Test
    void aModelThatComesBackIsAskedAgain() {
        ModelFaults.status(429, 1);
        ModelFaults.drop(2);
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
    }

    @Test
    void aWrongKeyAtTheModelEndsTheRunAtOnce() {
        ModelFaults.status(401, 1);
        var run = TestRun.of("Look at the repository acme/old-site.");
        assertThat(run.awaitStatus("FAILED").getString("failure.code")).isEqualTo("model_refused");
    }

    @Test
    void aTurnThatOverflowsTheStackEndsTheRunAfterItsAttempts() {
        var run = TestRun.of(BrokenAskModel.GOAL);
        assertThat(run.awaitStatus("FAILED").getString("failure.code")).isEqualTo("internal_error");
    }

    @Test
    void anArgumentThatOverflowedThePatternsIsTooLongAndGoesBackToTheModel() {
        var run = TestRun.of("Send a mail to " + "a.".repeat(1880) + "a@b.cc with subject \"s\" saying \"t\"");
        run.awaitStep(1);
        assertThat(run.states()).startsWith("INVALID");
        assertThat(run.get().getString("steps[0].reason")).isEqualTo("/to: must be at most 254 characters long");
    }

    @Test
    void theSameEventTwiceIsOneTurn() {
        var run = TestRun.of("Post 'hello' to #general, then post 'goodbye' to #general.");
        run.awaitStep(1);
        var event = new ActionExecuted.Succeeded(run.action(1), null, Instant.now());
        var eventId = Ids.next();
        OtherServices.send(Service.GATEWAY, eventId, event);
        OtherServices.send(Service.GATEWAY, eventId, event);
        OtherServices.send(Service.GATEWAY, event);
        run.awaitStep(2);
        run.succeeded(2);

        assertThat(run.awaitStatus("COMPLETED").getInt("turns")).isEqualTo(2);
        assertThat(run.states()).containsExactly("SUCCEEDED", "SUCCEEDED");
    }

    @Test
    void anApprovalThatArrivesAfterTheOutcomeUndoesNothing() {
        var run = TestRun.of("Post 'hello' to #general, then post 'goodbye' to #general.");
        run.awaitStep(1);
        run.succeeded(1);
        run.awaitStep(2);
        run.approved(1);
        run.pending(2);
        run.awaitStepState(2, "PENDING");
        assertThat(run.states()).containsExactly("SUCCEEDED", "PENDING");
    }

    @Test
    void anOutcomeOfOtherBytesIsReportedAndNotBelieved() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        var action = run.action(1);
        var other =
                new ActionRef(action.id(), Digest.of(new byte[] {7}), run.id(), "auth0|ada", "planner", action.tool());
        OtherServices.send(Service.GATEWAY, new ActionExecuted.Succeeded(other, null, Instant.now()));

        assertThat(awaitOne(Topic.SECURITY_PLANNER, action.id().toString(), SecurityEvent.class)
                        .code())
                .isEqualTo("digest_mismatch");
        assertThat(run.states()).containsExactly("PROPOSED");
    }

    @Test
    void aPersonsWordOnAnUnknownOutcomeStandsWithTheStep() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        run.unknown(1);
        run.awaitStatus("COMPLETED");
        int turns = run.get().getInt("turns");
        run.reconciled(1, false);

        run.awaitStepState(1, "RECONCILED");
        assertThat(run.get().getString("steps[0].reason")).isEqualTo("A person looked: it did not happen.");
        assertThat(run.get().getInt("turns")).isEqualTo(turns);
        assertThat(run.get().getString("status")).isEqualTo("COMPLETED");
    }

    @Test
    void aRunGoesOnWithoutAMissingReportAndAReportThatComesLateStandsWithTheStep() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        run.approved(1);
        run.outcomeMissing(1);
        run.awaitStatus("COMPLETED");
        assertThat(run.states()).containsExactly("UNKNOWN");
        assertThat(run.get().getString("steps[0].reason"))
                .isEqualTo("It was approved, and no report of its outcome came. It may have happened.");
        run.succeeded(1);

        run.awaitStepState(1, "SUCCEEDED");
    }

    @Test
    void aWordThatOvertakesItsUnknownOutcomeStays() {
        var run = TestRun.of("Post 'hello' to #general, then post 'goodbye' to #general.");
        run.awaitStep(1);
        run.reconciled(1, true);
        run.awaitStep(2);
        run.unknown(1);
        run.succeeded(2);

        run.awaitStatus("COMPLETED");
        assertThat(run.states()).containsExactly("RECONCILED", "SUCCEEDED");
    }

    @Test
    void cancellingWaitsForWhatIsOpenAndAsksTheModelNoMore() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        run.cancel().statusCode(202);
        run.cancel().statusCode(202);
        assertThat(run.get().getString("status")).isEqualTo("WAITING");
        OtherServices.send(Service.APPROVAL, new ActionDecided.Cancelled(run.action(1), "auth0|ada", Instant.now()));

        assertThat(run.awaitStatus("CANCELLED").getInt("turns")).isEqualTo(1);
        assertThat(changes(run)).containsExactly(Change.STARTED, Change.STEP, Change.CANCEL_ASKED, Change.ENDED);
    }

    @Test
    void anActionApprovedBeforeTheCancelRunsToItsEnd() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.awaitStep(1);
        run.approved(1);
        run.awaitStepState(1, "APPROVED");
        run.cancel().statusCode(202);
        run.succeeded(1);
        run.awaitStatus("CANCELLED");
        assertThat(run.states()).containsExactly("SUCCEEDED");
    }

    @Test
    void cancellingWhileTheModelIsAskedEndsAtOnceAndDropsItsAnswer() {
        var dropped = turns.count();
        ModelFaults.slow(1500);
        var run = TestRun.of("Look at the repository acme/old-site.");
        run.cancel().statusCode(202);
        assertThat(run.get().getString("status")).isEqualTo("CANCELLED");
        turns.awaitMoreThan(dropped);
        assertThat(run.states()).isEmpty();
    }

    @Test
    void aRunThatEndedCannotBeCancelled() {
        var run = TestRun.of("Use the unknown tool.");
        run.awaitStatus("COMPLETED");
        run.cancel().statusCode(409);
    }

    private static List<Change> changes(TestRun run) {
        var key = run.id().toString();
        await().untilAsserted(() -> assertThat(OtherServices.read(Topic.RUNS_CHANGED, key, RunChanged.class))
                .extracting(RunChanged::change)
                .contains(Change.ENDED));
        return OtherServices.read(Topic.RUNS_CHANGED, key, RunChanged.class).stream()
                .map(RunChanged::change)
                .toList();
    }

    private static <E extends dev.approvalcopilot.contracts.event.Event> E awaitOne(
            Topic topic, String key, Class<E> type) {
        await().untilAsserted(
                        () -> assertThat(OtherServices.read(topic, key, type)).hasSize(1));
        return OtherServices.read(topic, key, type).getFirst();
    }
}
