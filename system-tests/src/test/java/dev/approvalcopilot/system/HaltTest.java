package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.KillSwitch;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.testing.NewPeople;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.Repository;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators stop what runs. Each test ends with everything resumed, whatever became of it. */
@WholeProduct
class HaltTest {
    private static final String POST = "slack.post_message";
    private static final String SLACK = "connection:sign-in-with-slack";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Product product;
    private static KillSwitch olga;
    private static KillSwitch otto;

    @BeforeAll
    static void operators(Product running) {
        product = running;
        olga = new KillSwitch(product.installation(), product.person("olga"));
        otto = new KillSwitch(product.installation(), product.person("otto"));
    }

    @AfterEach
    void resumeEverything() throws Exception {
        for (var halt : olga.halts().halts()) {
            resume(halt.scope());
        }
    }

    private static void resume(String scope) throws Exception {
        assertThat(olga.resume(scope, "it is mended").halted()).isTrue();
        var resumed = otto.resume(scope, "I looked");
        assertThat(resumed.halted()).isFalse();
        // Until the approval-service has read it, what it grants is from before, and dead.
        await().atMost(LIMIT)
                .until(() -> product.databases().count(Service.APPROVAL, "select coalesce(max(epoch), 0) from halts")
                        >= resumed.epoch());
    }

    private static Action held(String words) {
        var ada = product.as("ada");
        return product.held(
                ada, ada.startRun("post '" + words + "' to #general").id(), POST);
    }

    private static void approve(Action action) {
        assertThat(product.as("ada").approve(action)).isInstanceOf(Verdict.Decided.class);
    }

    private static Action ended(Action action) {
        var ada = product.as("ada");
        return await().atMost(LIMIT)
                .until(
                        () -> ada.action(action.id()),
                        now -> now.state() == State.SUCCEEDED
                                || now.state() == State.REFUSED
                                || now.state() == State.UNKNOWN);
    }

    private static void assertRefused(Action action, String code) {
        var ended = ended(action);
        assertThat(ended.state()).isEqualTo(State.REFUSED);
        assertThat(ended.outcome().code()).isEqualTo(code);
        assertThat(product.effectsOf(action)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", SLACK, "tool:" + POST, "agent:planner", "person:auth0|ada"})
    void eachKindOfHaltStopsWhatIsApproved(String scope) {
        var action = held("Stopped by " + scope.replaceAll("\\W", " "));

        olga.halt(scope, "a rehearsal");
        approve(action);

        assertRefused(action, "halted");
    }

    /** One rule from the login to the halt. */
    @Test
    void whoeverCanApproveCanBeHaltedHoweverTheyAreCalled() throws Exception {
        var sub = "samlp|acme|Jane Doe";
        var credentials = NewPeople.add(product.installation().issuer(), sub, List.of());
        product.auth0().connect(sub, "sign-in-with-slack");
        var jane = new CopilotClient(product.installation(), Person.of(product.installation(), sub, credentials));
        var action = product.held(
                jane, jane.startRun("post 'Jane was here' to #general").id(), POST);

        assertThat(dev(0, "halt", "person:" + sub, "--reason", "her laptop is lost"))
                .contains("halted", "person:" + sub);
        assertThat(jane.approve(action)).isInstanceOf(Verdict.Decided.class);

        await().atMost(LIMIT).until(() -> jane.action(action.id()).state() == State.REFUSED);
        assertThat(jane.action(action.id()).outcome().code()).isEqualTo("halted");
        assertThat(product.effectsOf(action)).isEmpty();
    }

    @Test
    void aSecondAfterTheAnswerNothingLeaves() {
        var actions =
                IntStream.range(0, 8).mapToObj(i -> held("One of many " + i)).toList();
        // Proposed before: while it is halted the planner offers the tool to no model.
        var late = held("Too late");
        var answered = new AtomicReference<Instant>();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var action : actions.subList(0, 3)) {
                approve(action);
            }
            people.submit(() -> {
                olga.halt("tool:" + POST, "now");
                answered.set(Instant.now());
            });
            actions.subList(3, 8).forEach(action -> people.submit(() -> approve(action)));
        }

        var ends = actions.stream().map(HaltTest::ended).toList();

        var latest = answered.get().plusSeconds(1);
        for (var end : ends) {
            assertThat(product.effectsOf(end))
                    .extracting(Effect::at)
                    .hasSize(end.state() == State.SUCCEEDED ? 1 : 0)
                    .allMatch(at -> at.isBefore(latest));
        }
        // And whatever is approved now.
        approve(late);
        assertRefused(late, "halted");
    }

    @Test
    void whatWasGrantedBeforeAResumptionStaysDeadAndWhatIsGrantedAfterwardsRuns() throws Exception {
        olga.halt(SLACK, "a rehearsal");
        resume(SLACK);
        var before = held("Granted before");
        var classified =
                product.broker().only(Topic.ACTIONS_CLASSIFIED, before.id().toString());
        // With the true key: what the approval-service would have signed before the halt.
        var claims = Grants.claims(before, before.level(), Grants.classification(classified));
        product.broker()
                .send(
                        Grants.event(before, Grants.sign(claims, Grants.trueKey(product.installation()))),
                        Service.APPROVAL);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(product.as("olga").audit("action=" + before.id()))
                        .anySatisfy(entry ->
                                assertThat(entry.data().path("code").asText()).isEqualTo("epoch_over")));
        assertThat(product.effectsOf(before)).isEmpty();

        var after = held("Granted after");
        approve(after);

        assertThat(ended(after).state()).isEqualTo(State.SUCCEEDED);
        assertThat(product.effectsOf(after)).hasSize(1);
    }

    @Test
    void aHaltSurvivesAKilledGateway() throws Exception {
        var action = held("Killed in between");
        olga.halt("all", "a rehearsal");
        var gateway = product.stack().service(Service.GATEWAY);

        gateway.kill();
        approve(action);
        gateway.restart();
        gateway.waitReady(LIMIT);

        assertThat(otto.halts().halts()).extracting(KillSwitch.Halt::scope).containsExactly("all");
        assertRefused(action, "halted");
    }

    @Test
    void oneOperatorAloneResumesNothing() {
        var action = held("Still stopped");
        olga.halt("all", "a rehearsal");

        assertThat(olga.resume("all", "I think so").halted()).isTrue();
        assertThat(olga.resume("all", "I really do").halted()).isTrue();

        approve(action);
        assertRefused(action, "halted");
    }

    @Test
    void whoIsNoOperatorStopsNothing() {
        var ada = new KillSwitch(product.installation(), product.person("ada"));

        assertThatThrownBy(() -> ada.halt("all", "I can do that too"))
                .isInstanceOfSatisfying(
                        ApiRefused.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(403));
        assertThat(olga.halts().halts()).isEmpty();
    }

    @Test
    void theCommandsSayWhatTheyDidAndEndAccordingly() throws Exception {
        assertThat(dev(0, "halt", "tool:" + POST, "--reason", "a rehearsal"))
                .contains("halted", "tool:" + POST, "auth0|olga", "a rehearsal");
        assertThat(dev(0, "halts")).contains("tool:" + POST);
        assertThat(dev(0, "resume", "tool:" + POST, "--reason", "mended")).contains("a second operator");
        assertThat(dev(0, "resume", "tool:" + POST, "--reason", "seen", "--as", "otto"))
                .contains("resumed");
        assertThat(dev(1, "resume", "tool:" + POST, "--reason", "again"))
                .contains("error: There is nothing to resume.");
        assertThat(dev(1, "halt", "tool:slack.post_mesage", "--reason", "x")).contains("it is not halted");
        assertThat(dev(2, "halt", "all")).contains("--reason");
        assertThat(dev(0, "halts", "--json")).contains("\"halts\":[]");
    }

    private static String dev(int exitCode, String... arguments) throws Exception {
        var built = Repository.root().resolve("deploy/local/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Drepository.root=" + product.installation().repository(),
                "-cp",
                built.resolve("deploy-local.jar") + File.pathSeparator + built.resolve("lib") + "/*",
                "dev.approvalcopilot.local.launcher.Dev"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(Installation.HOME_VARIABLE, product.installation().home().toString());
        builder.environment()
                .put(
                        Installation.PORT_BASE_VARIABLE,
                        Integer.toString(product.installation().portBase()));
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exitCode);
        return said;
    }
}
