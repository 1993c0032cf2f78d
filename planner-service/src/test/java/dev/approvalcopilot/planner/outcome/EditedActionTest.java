package dev.approvalcopilot.planner.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.testing.ModelFaults;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.OtherServices;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person changes what the agent proposed; the run goes on with what became of it. */
@QuarkusTest
@OnLocalStack
class EditedActionTest {

    @Inject
    Jdbi jdbi;

    @AfterEach
    void healTheModel() {
        ModelFaults.clear();
    }

    private static final Duration SOON = Duration.ofSeconds(15);

    /** What the approval-service would make of the run's first action. */
    private static ActionEdited edit(UUID supersedes, Action action, String principal, String repository) {
        var edited = new Action(
                action.deployment(),
                Ids.next(),
                Ids.random128(),
                principal,
                action.agent(),
                action.run(),
                action.tool(),
                action.manifest(),
                action.connection(),
                action.scopes(),
                action.arguments().put("repo", repository),
                Instant.now());
        return new ActionEdited(
                edited.id(),
                edited.toCanonicalBytes(),
                "because",
                Map.of("repo", Origin.TYPED),
                supersedes,
                edited.proposedAt());
    }

    private static Action proposed(TestRun run) {
        var id = run.awaitStep(1).toString();
        return Action.read(await().atMost(SOON)
                .until(() -> OtherServices.read(Topic.ACTIONS_PROPOSED, id, ActionProposed.class), e -> !e.isEmpty())
                .getFirst()
                .action());
    }

    private static ActionRef ref(ActionEdited edit) {
        return ActionRef.of(Action.read(edit.action()), edit.action().digest());
    }

    private static void says(ActionEdited edit) {
        OtherServices.send(Service.APPROVAL, edit);
    }

    private boolean saidToBeEdited(UUID action) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select edited_arguments is not null from steps where id = :id")
                        .bind("id", action)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static void succeeded(ActionEdited edit) {
        var result = Json.MAPPER.createObjectNode().put("ok", true);
        OtherServices.send(Service.GATEWAY, new ActionExecuted.Succeeded(ref(edit), result, Instant.now()));
    }

    private static void awaitFirstStep(TestRun run, UUID id) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(run.get().getUUID("steps[0].id")).isEqualTo(id));
    }

    @Test
    void theStepGoesOnWithTheEditAndItsOutcomeReachesTheModel() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        run.pending(1);
        run.awaitStepState(1, "PENDING");
        var edit = edit(action.id(), action, "auth0|ada", "new-site");
        says(edit);
        awaitFirstStep(run, edit.id());

        var step = run.get();
        assertThat(step.getString("steps[0].state")).isEqualTo("PROPOSED");
        assertThat(step.getUUID("steps[0].supersedes")).isEqualTo(action.id());
        assertThat(step.getString("steps[0].sentence")).isEqualTo("Look at the repository acme/new-site");
        assertThat(step.getString("steps[0].digest"))
                .isEqualTo(edit.action().digest().value());
        succeeded(edit);
        run.awaitStatus("COMPLETED");
        assertThat(run.states()).containsExactly("SUCCEEDED");
        assertThat(saidToBeEdited(edit.id())).isTrue();
    }

    @Test
    void aValueThatThePersonTypedIntoTheCallIsTheirsInTheNextOne() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        var edit = edit(action.id(), action, "auth0|ada", "new-site");
        says(edit);
        awaitFirstStep(run, edit.id());
        ModelFaults.call("b", "github__get_repository", "{\"owner\":\"acme\",\"repo\":\"new-site\"}");
        succeeded(edit);
        var second = run.awaitStep(2).toString();

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(OtherServices.read(Topic.ACTIONS_PROPOSED, second, ActionProposed.class))
                                .extracting(ActionProposed::origins)
                                .containsExactly(Map.of("owner", Origin.TYPED, "repo", Origin.EDITED)));
    }

    @Test
    void aCallThatIsOnlyJudgedAnewIsNotSaidToBeChanged() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        run.pending(1);
        run.awaitStepState(1, "PENDING");
        var same = edit(action.id(), action, "auth0|ada", "old-site");
        var anew = new ActionEdited(
                same.id(), same.action(), same.rationale(), same.origins(), same.supersedes(), true, same.at());
        says(anew);
        awaitFirstStep(run, anew.id());
        succeeded(anew);
        run.awaitStatus("COMPLETED");

        assertThat(run.states()).containsExactly("SUCCEEDED");
        assertThat(saidToBeEdited(anew.id())).isFalse();
    }

    @Test
    void whatIsSaidOfAnEditBeforeItArrivesIsNotLost() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        var first = edit(action.id(), action, "auth0|ada", "new-site");
        var second = edit(first.id(), Action.read(first.action()), "auth0|ada", "newer-site");
        succeeded(second);
        says(second);
        says(first);

        run.awaitStatus("COMPLETED");
        assertThat(run.get().getUUID("steps[0].id")).isEqualTo(second.id());
    }

    @Test
    void whatIsSaidOfTheOldActionAfterItsEditMovesNothing() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        var old = run.action(1);
        var edit = edit(action.id(), action, "auth0|ada", "new-site");
        says(edit);
        awaitFirstStep(run, edit.id());
        OtherServices.send(Service.APPROVAL, new ActionDecided.Rejected(old, "auth0|ada", "no", Instant.now()));
        OtherServices.send(Service.APPROVAL, new ActionDecided.Superseded(old, "auth0|ada", edit.id(), Instant.now()));
        succeeded(edit);

        run.awaitStatus("COMPLETED");
        assertThat(run.states()).containsExactly("SUCCEEDED");
    }

    @Test
    void whatWasAskedForOnThePageIsNoStepOfARun() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        says(edit(null, action, "auth0|ada", "new-site"));
        var edit = edit(action.id(), action, "auth0|ada", "newer-site");
        says(edit);
        awaitFirstStep(run, edit.id());

        assertThat(run.get().getUUID("steps[0].supersedes")).isEqualTo(action.id());
        assertThat(run.states()).hasSize(1);
    }

    @Test
    void anEditForAnotherPersonIsReportedAndChangesNothing() {
        var run = TestRun.of("Look at the repository acme/old-site.");
        var action = proposed(run);
        var edit = edit(action.id(), action, "auth0|bob", "new-site");
        says(edit);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(OtherServices.read(
                                Topic.SECURITY_PLANNER, edit.id().toString(), SecurityEvent.class))
                        .extracting(SecurityEvent::code)
                        .containsExactly("edit_mismatch"));
        assertThat(run.get().getUUID("steps[0].id")).isEqualTo(action.id());
    }
}
