package dev.approvalcopilot.planner.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.DeadLetter;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.event.Whereabouts;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.NewPeople;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.OtherServices;
import dev.approvalcopilot.planner.testing.People;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals that people type on the page, as the approval-service passes them on. */
@QuarkusTest
@OnLocalStack
class RequestedRunTest {

    private static final String GOAL = "Look at the repository acme/old-site.";
    private static final String ADA = "auth0|ada";

    @Inject
    Jdbi jdbi;

    private static RunRequested request(UUID run, String goal) {
        return new RunRequested(run, ADA, RunRequested.AGENT, goal, Instant.now());
    }

    private static TestRun asked(RunRequested request) {
        OtherServices.send(Service.APPROVAL, request);
        var run = new TestRun(People.token("ada"), request.run());
        run.awaitTakenUp();
        return run;
    }

    @Test
    void aGoalTypedOnThePageBecomesARunUnderItsId() {
        var run = asked(request(Ids.next(), GOAL));
        run.awaitStep(1);

        assertThat(run.get().getString("goal")).isEqualTo(GOAL);
        assertThat(run.get().getString("agent")).isEqualTo("planner");
        run.succeeded(1);
        var answer = run.awaitStatus("COMPLETED").getString("answer");
        var news = news(run.id(), Change.ENDED);
        assertThat(news.getFirst().goal()).isEqualTo(GOAL);
        assertThat(news)
                .extracting(RunChanged::detail)
                .contains("Turn 1, proposed: Look at a repository")
                .noneMatch(detail -> detail.contains("old-site"));
        assertThat(news.getLast().answer()).isEqualTo(answer);
    }

    static Stream<String> people() {
        return Stream.of("samlp|acme|Jane Doe", "auth0|" + "x".repeat(204), "auth0|" + "x".repeat(249));
    }

    @ParameterizedTest
    @MethodSource("people")
    void whateverAPersonIsCalledTheirGoalIsTakenUpAndStops(String sub) {
        NewPeople.add(LocalStackResource.installation().issuer(), sub, List.of());
        var request = new RunRequested(Ids.next(), sub, RunRequested.AGENT, GOAL, Instant.now());
        OtherServices.send(Service.APPROVAL, request);
        var run = new TestRun(People.token(sub), request.run());
        run.awaitTakenUp();
        run.awaitStep(1);

        OtherServices.send(Service.APPROVAL, new RunCancelRequested(run.id(), sub, Instant.now()));
        news(run.id(), Change.CANCEL_ASKED);
        OtherServices.send(Service.APPROVAL, new ActionDecided.Cancelled(run.action(1), sub, Instant.now()));
        run.awaitStatus("CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin,de-DE,Europe/Berlin,de-DE", "Mars/Olympus_Mons,de_DE,,", ",,,"})
    void theGoalsTimesAreMeantWhereThePersonIsUnlessNobodyKnowsThatPlace(
            String zone, String locale, String keptZone, String keptLocale) {
        var run = asked(new RunRequested(Ids.next(), ADA, RunRequested.AGENT, GOAL, zone, locale, Instant.now()));

        assertThat(whereabouts(run.id())).isEqualTo(new Whereabouts(keptZone, keptLocale));
    }

    private Whereabouts whereabouts(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery("select time_zone, locale from runs where id = :id")
                .bind("id", run)
                .map((row, _) -> new Whereabouts(row.getString("time_zone"), row.getString("locale")))
                .one());
    }

    @Test
    void theSameRequestTwiceIsOneRun() {
        var request = request(Ids.next(), GOAL);
        var eventId = Ids.next();
        OtherServices.send(Service.APPROVAL, eventId, request);
        OtherServices.send(Service.APPROVAL, eventId, request);
        OtherServices.send(Service.APPROVAL, request);
        var run = asked(request);
        run.awaitStep(1);
        run.succeeded(1);
        run.awaitStatus("COMPLETED");

        assertThat(news(run.id(), Change.ENDED))
                .extracting(RunChanged::change)
                .containsOnlyOnce(Change.STARTED, Change.ENDED);
        assertThat(run.states()).hasSize(1);
    }

    @Test
    void anotherGoalUnderTheIdOfARunChangesNothingAndIsReported() {
        var run = asked(request(Ids.next(), GOAL));
        OtherServices.send(Service.APPROVAL, request(run.id(), "Delete the repository acme/old-site."));

        await().untilAsserted(() -> assertThat(
                        OtherServices.read(Topic.SECURITY_PLANNER, run.id().toString(), SecurityEvent.class))
                .extracting(SecurityEvent::code)
                .containsExactly("run_replaced"));
        assertThat(run.get().getString("goal")).isEqualTo(GOAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "long", "a\u0000b"})
    void aGoalThatIsNoneIsADeadLetter(String goal) throws JsonProcessingException {
        var request = request(Ids.next(), goal.equals("long") ? "x".repeat(RunRequested.MAX_GOAL_CHARS + 1) : goal);
        isNotTakenUp(request, goal.equals("long") ? "goal_too_long" : "unfit_goal");
    }

    @Test
    void anIdThatIsNoRunsAndAnAgentThatIsNotTheOwnAreDeadLetters() throws JsonProcessingException {
        isNotTakenUp(request(UUID.randomUUID(), GOAL), "unfit_run_request");
        isNotTakenUp(new RunRequested(Ids.next(), ADA, "acme-agent", GOAL, Instant.now()), "unfit_run_request");
        isNotTakenUp(new RunRequested(Ids.next(), " ", RunRequested.AGENT, GOAL, Instant.now()), "principal_malformed");
    }

    @Test
    void beyondWhatAPersonMayHaveOpenARunEndsAtOnceAndSaysWhy() {
        var crowded = "auth0|crowded-" + Ids.next();
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        insert into runs (id, principal, agent, goal, status, correlation_id)
                        select gen_random_uuid(), :principal, 'planner', 'wait', 'WAITING', 'test'
                        from generate_series(1, 1000)""").bind("principal", crowded).execute());
        var request = new RunRequested(Ids.next(), crowded, RunRequested.AGENT, GOAL, Instant.now());
        OtherServices.send(Service.APPROVAL, request);

        var news = news(request.run(), Change.ENDED);
        assertThat(news).extracting(RunChanged::change).containsExactly(Change.STARTED, Change.ENDED);
        assertThat(news.getLast().ended()).isEqualTo(RunChanged.Ending.FAILED);
        assertThat(news.getLast().detail()).startsWith("Too many runs of this person were open");
    }

    @Test
    void aRunStopsWhenItsPersonAsksForItOnThePageAndForNobodyElse() {
        var run = asked(request(Ids.next(), GOAL));
        run.awaitStep(1);
        OtherServices.send(Service.APPROVAL, new RunCancelRequested(run.id(), "auth0|bob", Instant.now()));
        OtherServices.send(Service.APPROVAL, request(run.id(), "Read after what Bob asked."));
        await().untilAsserted(() -> assertThat(
                        OtherServices.read(Topic.SECURITY_PLANNER, run.id().toString(), SecurityEvent.class))
                .hasSize(1));
        assertThat(news(run.id(), Change.STEP)).extracting(RunChanged::change).doesNotContain(Change.CANCEL_ASKED);

        OtherServices.send(Service.APPROVAL, new RunCancelRequested(run.id(), ADA, Instant.now()));
        OtherServices.send(Service.APPROVAL, new RunCancelRequested(run.id(), ADA, Instant.now()));
        news(run.id(), Change.CANCEL_ASKED);
        OtherServices.send(Service.APPROVAL, new ActionDecided.Cancelled(run.action(1), ADA, Instant.now()));
        run.awaitStatus("CANCELLED");
        assertThat(news(run.id(), Change.ENDED))
                .extracting(RunChanged::change)
                .containsExactly(Change.STARTED, Change.STEP, Change.CANCEL_ASKED, Change.ENDED);
    }

    @Test
    void aCancelOfWhatHasEndedOrIsUnknownChangesNothing() {
        OtherServices.send(Service.APPROVAL, new RunCancelRequested(Ids.next(), ADA, Instant.now()));
        var run = asked(request(Ids.next(), "Use the unknown tool."));
        run.awaitStatus("COMPLETED");
        var ended = news(run.id(), Change.ENDED);
        OtherServices.send(Service.APPROVAL, new RunCancelRequested(run.id(), ADA, Instant.now()));
        OtherServices.send(Service.APPROVAL, request(run.id(), "Read after the cancel."));

        await().untilAsserted(() -> assertThat(
                        OtherServices.read(Topic.SECURITY_PLANNER, run.id().toString(), SecurityEvent.class))
                .extracting(SecurityEvent::code)
                .contains("run_replaced"));
        assertThat(news(run.id(), Change.ENDED)).isEqualTo(ended);
    }

    private static List<RunChanged> news(UUID run, Change awaited) {
        await().untilAsserted(() ->
                assertThat(read(run)).extracting(RunChanged::change).contains(awaited));
        return read(run);
    }

    private static List<RunChanged> read(UUID run) {
        return OtherServices.read(Topic.RUNS_CHANGED, run.toString(), RunChanged.class);
    }

    private void isNotTakenUp(RunRequested request, String reason) throws JsonProcessingException {
        OtherServices.send(Service.APPROVAL, request);
        var content = Digest.of(Json.MAPPER.writeValueAsBytes(request));

        await().untilAsserted(() -> assertThat(OtherServices.read(Topic.DEAD_LETTERS_PLANNER, DeadLetter.class))
                .filteredOn(letter -> letter.value().equals(content))
                .extracting(DeadLetter::reason)
                .containsExactly(reason));
        assertThat(rows(request.run())).isZero();
    }

    private int rows(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from runs where id = :id")
                .bind("id", run)
                .mapTo(Integer.class)
                .one());
    }
}
