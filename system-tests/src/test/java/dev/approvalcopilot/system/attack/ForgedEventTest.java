package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.system.testing.CloudEvents;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever owns the broker writes to each topic as if they were its writer. A topic without an attack does not compile. */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class ForgedEventTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String POST = "slack.post_message";

    private Product product;
    private AtTheGateway gateway;
    private HostilePlanner planner;
    private CopilotClient ada;

    @BeforeAll
    void prepare(Product product) {
        this.product = product;
        this.gateway = new AtTheGateway(product);
        this.planner = new HostilePlanner(product, "broker");
        this.ada = product.as("ada");
    }

    @ParameterizedTest
    @EnumSource
    void aForgedEventCausesNoEffect(Topic topic) throws Exception {
        long effectsBefore = product.providers().lastEffect();
        ThrowingCallable attack = switch (topic) {
            case RUNS_REQUESTED -> this::startsAndStopsAtMost;
            case RUNS_CHANGED -> this::cancelsAtMost;
            case ACTIONS_PROPOSED -> this::asksAtMost;
            case ACTIONS_EDITED -> this::changesNothing;
            case ACTIONS_CLASSIFIED -> this::classifiesNothing;
            case ACTIONS_DECIDED -> this::liesToThePlannerOfADecision;
            case GRANTS_ISSUED -> this::grantsNothing;
            case ACTIONS_EXECUTED -> this::pretendsAnOutcome;
            case HALTS -> this::resumesNothing;
            case PEOPLE_CHANGED -> this::isOnlyRecorded;
            case SECURITY_PLANNER, SECURITY_RISK, SECURITY_APPROVAL, SECURITY_GATEWAY, SECURITY_AUDIT ->
                () -> isRecordedAtMost(topic);
            case DEAD_LETTERS_PLANNER,
                    DEAD_LETTERS_RISK,
                    DEAD_LETTERS_APPROVAL,
                    DEAD_LETTERS_GATEWAY,
                    DEAD_LETTERS_AUDIT -> () -> isReadByTheAuditAlone(topic);
        };
        Assertions.assertThatCode(attack).doesNotThrowAnyException();
        assertThat(product.providers().effectsAfter(effectsBefore)).isEmpty();
    }

    /** A goal in another's name fills their inbox, no more. Who is not the run's person does not stop it. */
    private void startsAndStopsAtMost() {
        var run = Ids.next();
        send(
                Topic.RUNS_REQUESTED,
                new RunRequested(
                        run, "auth0|ada", RunRequested.AGENT, "post 'Begun by a forger' to #general", Instant.now()));
        var action = product.held(ada, run, POST);
        notFound(product.as("bob"), action.id());

        product.broker()
                .awaitConsumed(
                        Service.PLANNER,
                        send(Topic.RUNS_REQUESTED, new RunCancelRequested(run, "auth0|bob", Instant.now())));
        stillUndecided(action);

        send(Topic.RUNS_REQUESTED, new RunCancelRequested(run, "auth0|ada", Instant.now()));
        await().atMost(PATIENCE).until(() -> ada.action(action.id()).state() == State.CANCELLED);
        product.ended(ada, run);
    }

    /** In the principal's name what waits can be withdrawn, which is safe; in another's nothing happens at all. */
    private void cancelsAtMost() throws Exception {
        var lure = planner.message("ada", "Cancelled by a forger");
        var byBob = send(Topic.RUNS_CHANGED, cancel(lure, "auth0|bob"));
        product.broker().awaitConsumed(Service.APPROVAL, byBob);
        assertThat(gateway.state(lure)).isEqualTo(State.PENDING);

        send(Topic.RUNS_CHANGED, cancel(lure, "auth0|ada"));
        await().atMost(PATIENCE).until(() -> gateway.state(lure) == State.CANCELLED);
        declined(ada.approve(ada.action(lure.id())), "already_decided");
    }

    private static RunChanged cancel(Lure lure, String principal) {
        var run = lure.action().run();
        return new RunChanged(
                run, principal, "planner", RunChanged.Change.CANCEL_ASKED, null, "Stop", null, Instant.now());
    }

    /** A proposal past the planner waits in the inbox of whoever it names, and nobody else's. */
    private void asksAtMost() throws Exception {
        var lure = planner.message("ada", "Asked by a forger");

        assertThat(gateway.state(lure)).isEqualTo(State.PENDING);
        assertThat(gateway.ledger(lure)).isEmpty();
        notFound(product.as("bob"), lure.id());
    }

    /** The approval-service itself makes edits: a forged one is another question to the person, and takes no action's place. */
    private void changesNothing() throws Exception {
        var lure = planner.message("ada", "To be edited by a forger");
        var edit = planner.action(
                "ada", POST, Map.of("channel", "#general", "text", "Edited by a forger"), UnaryOperator.identity());
        send(
                Topic.ACTIONS_EDITED,
                new ActionEdited(
                        edit.id(), edit.toCanonicalBytes(), "Please.", Map.of(), lure.id(), edit.proposedAt()));

        var asked = planner.awaitClassified(edit);
        assertThat(gateway.state(lure)).isEqualTo(State.PENDING);
        assertThat(gateway.state(asked)).isEqualTo(State.PENDING);
        assertThat(gateway.ledger(lure)).isEmpty();
        assertThat(gateway.ledger(asked)).isEmpty();
    }

    /** With the approval-service's key, for want of the risk-service's: no row, nobody is asked. */
    private void classifiesNothing() throws Exception {
        var action =
                planner.action("ada", POST, Map.of("channel", "#general", "text", "Mild"), UnaryOperator.identity());
        var bytes = action.toCanonicalBytes();
        var reasons = List.of(new Reason("manifest_floor", "Harmless.", "manifest"));
        var obligations = new Obligations(false, 1, List.of(), Duration.ofDays(1), Duration.ZERO);
        var said = new ClassificationClaims(
                "https://copilot.local/risk",
                HostilePlanner.DEPLOYMENT,
                Instant.now().getEpochSecond(),
                bytes.digest(),
                RiskLevel.MEDIUM,
                Disposition.HOLD,
                reasons,
                obligations,
                Forgery.VIEW);
        var key = Grants.trueKey(product.installation());

        send(
                Topic.ACTIONS_CLASSIFIED,
                new ActionClassified(
                        new ActionProposed(action.id(), bytes, "Please.", Map.of(), action.proposedAt()),
                        bytes.digest(),
                        RiskLevel.MEDIUM,
                        Disposition.HOLD,
                        reasons,
                        "Nothing much.",
                        obligations,
                        Forgery.VIEW,
                        Jws.sign(key, ClassificationClaims.TYP, said.toJson()),
                        Instant.now()));

        product.securityEvent(Service.APPROVAL, "classification_forged", action.id());
        notFound(ada, action.id());
    }

    /** The agent may be told whatever one likes; the approval-service, which decides, is not asked. */
    private void liesToThePlannerOfADecision() {
        var run = ada.startRun("post 'Decided by a forger' to #general").id();
        var action = product.held(ada, run, POST);

        send(
                Topic.ACTIONS_DECIDED,
                new ActionDecided.Approved(
                        ref(action, run), "auth0|ada", new Digest(action.view()), Ids.random128(), Instant.now()));
        await().atMost(PATIENCE)
                .until(() -> ada.run(run).step(POST, State.APPROVED).isPresent());

        stillUndecided(action);
        ada.reject(action, "nobody approved this");
        product.ended(ada, run);
    }

    private void grantsNothing() throws Exception {
        var lure = planner.message("ada", "Granted by a forger");

        gateway.doesNotBelieve(
                gateway.forge(lure)
                        .signedWith(Grants.forgedKey(product.installation()).getPrivateKey()),
                "signature");
    }

    /** What is reported to have happened can no longer be decided: the person sees it, the operator a security event. */
    private void pretendsAnOutcome() {
        var run = ada.startRun("post 'Done by a forger' to #general").id();
        var action = product.held(ada, run, POST);

        send(
                Topic.ACTIONS_EXECUTED,
                new ActionExecuted.Succeeded(
                        ref(action, run), JsonNodeFactory.instance.objectNode().put("ts", "1"), Instant.now()));

        product.securityEvent(Service.APPROVAL, "outcome_without_approval", action.id());
        assertThat(ada.approve(action)).isInstanceOf(Verdict.Declined.class);
        assertThat(product.effectsOf(action)).isEmpty();
        product.ended(ada, run);
    }

    /** The gateway believes its own table: what is announced neither resumes there nor halts. */
    private void resumesNothing() throws Exception {
        var halted = new HostilePlanner(product, "halted").message("ada", "Halted, and resumed by a forger");
        assertThat(halt("agent:halted", product.person("olga"))).isEqualTo(200);
        product.broker()
                .awaitConsumed(Service.APPROVAL, send(Topic.HALTS, halt(HaltScope.parse("agent:halted"), false)));
        product.approve(ada, ada.action(halted.id()));
        assertThat(gateway.ended(halted)).isEqualTo("REFUSED halted");

        var running = planner.lure("ada", "github.get_repository", Map.of("owner", "octo", "repo", "website"));
        send(Topic.HALTS, halt(HaltScope.parse("agent:broker"), true));
        product.approve(ada, ada.action(running.id()));
        assertThat(gateway.ended(running)).isEqualTo("SUCCEEDED");
        send(Topic.HALTS, halt(HaltScope.parse("agent:broker"), false));
    }

    private int halt(String scope, Person operator) throws Exception {
        var address = product.installation().address(Service.GATEWAY) + "/halts/" + scope;
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + operator.token(LocalTenant.GATEWAY, "halts:write"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"reason\":\"It behaves oddly\"}"))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private static HaltChanged halt(HaltScope scope, boolean halted) {
        return new HaltChanged(scope, halted, "Because", "auth0|olga", 0, Instant.now());
    }

    /** Until events are signed the log holds what its topic's owner wrote. Nobody acts on it. */
    private void isRecordedAtMost(Topic topic) throws Exception {
        var lure = planner.message("ada", "Slandered by a forger");
        send(
                topic,
                new SecurityEvent(topic.writer(), "signature", "All is lost", lure.id(), "auth0|ada", Instant.now()));

        product.securityEvent(topic.writer(), "signature", lure.id());
        assertThat(gateway.state(lure)).isEqualTo(State.PENDING);
        assertThat(gateway.ledger(lure)).isEmpty();
    }

    /** Nobody is away, connected or a delegate because somebody says so there: only the log reads it. */
    private void isOnlyRecorded() throws Exception {
        var lure = planner.message("ada", "Of somebody who is said to be away");
        send(
                Topic.PEOPLE_CHANGED,
                new PersonChanged.AbsenceSet(
                        "auth0|ada", Instant.now(), Instant.now().plusSeconds(3600), Instant.now()));

        assertThat(gateway.state(lure)).isEqualTo(State.PENDING);
        assertThat(gateway.ledger(lure)).isEmpty();
    }

    private void isReadByTheAuditAlone(Topic topic) {
        var sent = send(
                topic,
                new DeadLetter(
                        topic.writer(),
                        "no_value",
                        Topic.GRANTS_ISSUED.topicName(),
                        0,
                        0,
                        Forgery.VIEW,
                        0,
                        Instant.now()));

        assertThat(topic.readers()).containsExactly(Service.AUDIT);
        await().untilAsserted(() -> assertThat(product.broker().readersOf(sent)).containsExactly(Service.AUDIT));
    }

    private RecordMetadata send(Topic topic, Event event) {
        return product.broker().sendAsOwner(CloudEvents.of(topic, event.key(), EventType.of(event), event));
    }

    private static ActionRef ref(Action action, UUID run) {
        return new ActionRef(action.id(), new Digest(action.digest()), run, "auth0|ada", "planner", action.tool());
    }

    private void stillUndecided(Action action) {
        assertThat(ada.action(action.id()).state()).isEqualTo(State.PENDING);
        assertThat(product.effectsOf(action)).isEmpty();
    }

    private static void declined(Verdict verdict, String code) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Declined.class,
                        declined -> assertThat(declined.problem().code()).isEqualTo(code));
    }

    private static void notFound(CopilotClient client, UUID action) {
        Assertions.assertThatThrownBy(() -> client.action(action))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(404));
    }
}
