package dev.approvalcopilot.planner.turn;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.planner.testing.ModelFaults;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.approvalcopilot.planner.testing.OtherServices;
import dev.approvalcopilot.planner.testing.People;
import dev.approvalcopilot.planner.testing.TestRun;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs with models that behave as servers of models do; the endpoint's answers are scripted. */
@QuarkusTest
@OnLocalStack
class ModelsAsTheyAreTest {

    private static final String LOOK = "{\"owner\":\"acme\",\"repo\":\"old-site\"}";

    /** Of its own for each test, so that the requests about it can be told apart. */
    private String goal;

    @BeforeEach
    void begin() {
        goal = "Look at the repository acme/old-site. " + UUID.randomUUID();
    }

    @AfterEach
    void healTheModel() {
        ModelFaults.clear();
    }

    @Test
    void onlyWhatIsConfiguredIsSent() {
        TestRun.of(goal).awaitStep(1);
        assertThat(ModelFaults.requests(goal).getFirst().fieldNames())
                .toIterable()
                .containsExactly("model", "messages", "tools");
    }

    @Test
    void aCallWithoutTypeWithItsArgumentsAsAnObjectIsProposed() {
        ModelFaults.call("a", "github__get_repository", LOOK);
        var run = TestRun.of(goal);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
        assertThat(run.get().getString("steps[0].sentence")).isEqualTo("Look at the repository acme/old-site");
    }

    @Test
    void anAnswerThatWasCutShortOnceIsAskedForAgain() {
        ModelFaults.message("{\"content\":\"I have del\"}", "length");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
    }

    @Test
    void anAnswerThatIsCutShortAgainEndsTheRun() {
        ModelFaults.message("{\"content\":\"I have del\"}", "length");
        ModelFaults.message("{\"content\":\"I have del\"}", "length");
        var failed = TestRun.of(goal).awaitStatus("FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("answer_cut_short");
        assertThat(failed.getList("steps")).isEmpty();
    }

    @Test
    void anAnswerThatMayNotBeWholeIsAskedForOnceMoreAndThenEndsTheRun() {
        for (int i = 0; i < 2; i++) {
            ModelFaults.message("{\"content\":\"I have delet\"}", "insufficient_system_resource");
        }
        var failed = TestRun.of(goal).awaitStatus("FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("answer_cut_short");
        assertThat(failed.getString("failure.text")).contains("insufficient_system_resource");
        assertThat(ModelFaults.requests(goal)).hasSize(2);
    }

    @Test
    void aCallThatTheServerCouldNotReadIsAskedForAgain() {
        ModelFaults.answer(
                400, Map.of(), "{\"error\":{\"message\":\"Failed to call a function.\",\"code\":\"tool_use_failed\"}}");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
    }

    @Test
    void anAnswerThatIsFilteredAgainEndsTheRun() {
        ModelFaults.message("{\"content\":\"\"}", "content_filter");
        ModelFaults.message("{\"content\":\"\"}", "content_filter");
        var failed = TestRun.of(goal).awaitStatus("FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("answer_filtered");
    }

    @Test
    void anEmptyAnswerAfterAnEffectIsAskedForAgain() {
        var run = TestRun.of(goal);
        run.awaitStep(1);
        ModelFaults.message("{\"content\":null}", "stop");
        ModelFaults.message("{\"content\":\"\",\"tool_calls\":[]}", "stop");
        run.succeeded(1);
        assertThat(run.awaitStatus("COMPLETED").getString("answer")).isNotBlank();
    }

    @Test
    void aModelThatStaysEmptyEndsTheRun() {
        for (int i = 0; i < 3; i++) {
            ModelFaults.message("{\"content\":\"\"}", "stop");
        }
        assertThat(TestRun.of(goal).awaitStatus("FAILED").getString("failure.code"))
                .isEqualTo("empty_answer");
    }

    /** The run ends when one kind has come too often, and its words name that kind. */
    @Test
    void badAnswersAreCountedByTheirKind() {
        ModelFaults.message("{\"content\":\"\"}", "stop");
        ModelFaults.message("{\"content\":\"I have del\"}", "length");
        ModelFaults.message("{\"content\":\"\"}", "content_filter");
        ModelFaults.message("{\"content\":\"\"}", "stop");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
        assertThat(ModelFaults.requests(goal)).hasSize(5);
    }

    @Test
    void badAnswersOfAnEarlierTurnDoNotCount() {
        ModelFaults.message("{\"content\":\"I have del\"}", "length");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        ModelFaults.message("{\"content\":\"It is don\"}", "length");
        ModelFaults.message("{\"content\":\"It is done.\"}", "stop");
        run.succeeded(1);
        assertThat(run.awaitStatus("COMPLETED").getString("answer")).isEqualTo("It is done.");
    }

    @Test
    void anAnswerThatIsNoneIsAskedForAgainAndThenEndsTheRun() {
        for (int i = 0; i < 3; i++) {
            ModelFaults.answer(200, Map.of(), "{\"choices\":[]}");
        }
        assertThat(TestRun.of(goal).awaitStatus("FAILED").getString("failure.code"))
                .isEqualTo("model_unusable");
    }

    @Test
    void aModelThatAsksToWaitIsAskedAgainThenAndThePersonIsTold() {
        ModelFaults.answer(429, Map.of("Retry-After", "1"), "{\"error\":{\"message\":\"Slow down.\"}}");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        await().untilAsserted(() -> assertThat(details(run))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("The model's endpoint answered 429: Slow down. The model asked to wait until ")));
        assertThat(ModelFaults.requests(goal))
                .as("nothing asks again by itself")
                .hasSize(2);
    }

    @Test
    void aModelThatAsksToWaitLongerThanARunWaitsEndsTheRunWithItsWords() {
        ModelFaults.answer(429, Map.of("Retry-After", "3600"), "{\"error\":{\"message\":\"Slow down.\"}}");
        var failed = TestRun.of(goal).awaitStatus("FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("model_unreachable");
        assertThat(failed.getString("failure.text")).contains("Slow down.", "which is longer than a run waits");
    }

    @Test
    void manyRefusedConnectionsWithinThePatienceOfARunAreWaitedFor() {
        ModelFaults.drop(4);
        var run = TestRun.of(goal);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
    }

    @Test
    void aRefusalIsToldInTheEndpointsWords() {
        ModelFaults.answer(400, Map.of(), "{\"error\":{\"message\":\"Unsupported keyword in tools[3]: pattern\"}}");
        var failed = TestRun.of(goal).awaitStatus("FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("model_refused");
        assertThat(failed.getString("failure.text"))
                .isEqualTo("The model's endpoint refused the request, and would refuse it again."
                        + " The model's endpoint answered 400: Unsupported keyword in tools[3]: pattern");
    }

    @Test
    void anIdIsOneCallsWithinAConversation() {
        ModelFaults.call("same", "github__get_repository", LOOK);
        var run = TestRun.of(goal);
        run.awaitStep(1);
        ModelFaults.call("same", "github__get_repository", LOOK);
        run.succeeded(1);
        run.awaitStep(2);
        ModelFaults.message("{\"content\":\"Done.\"}", "stop");
        run.succeeded(2);
        run.awaitStatus("COMPLETED");

        var messages = ModelFaults.requests(goal).getLast().path("messages");
        var ids = messages.findValuesAsText("tool_call_id");
        assertThat(ids).hasSize(2).doesNotHaveDuplicates().contains("same");
        assertThat(messages.findValues("tool_calls").stream()
                        .flatMap(calls -> StreamSupport.stream(calls.spliterator(), false))
                        .map(call -> call.path("id").asText()))
                .isEqualTo(ids);
    }

    @Test
    void whatAnEndpointWantsBackItGetsBack() {
        ModelFaults.message("""
                {"content":null,"tool_calls":[{"id":"a","type":null,"extra_content":{"google":{"thought_signature":"s1"}},
                 "function":{"name":"github__get_repository","arguments":"{\\"owner\\":\\"acme\\",\\"repo\\":\\"old-site\\"}"}}]}
                """, "tool_calls");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        ModelFaults.message("{\"content\":\"Done.\"}", "stop");
        run.succeeded(1);
        run.awaitStatus("COMPLETED");

        assertThat(ModelFaults.requests(goal)
                        .getLast()
                        .at("/messages/2/tool_calls/0/extra_content/google/thought_signature")
                        .asText())
                .isEqualTo("s1");
    }

    @Test
    void whatAnEndpointRefusesToGetBackEndsNoRunAfterItsEffect() {
        ModelFaults.message("""
                {"content":null,"reasoning":"hm","tool_calls":[{"id":"a","type":"function",
                 "function":{"name":"github__get_repository","arguments":"{\\"owner\\":\\"acme\\",\\"repo\\":\\"old-site\\"}"}}]}
                """, "tool_calls");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        ModelFaults.answer(400, Map.of(), "{\"error\":{\"message\":\"property 'reasoning' is unsupported\"}}");
        ModelFaults.message("{\"content\":\"Done.\"}", "stop");
        run.succeeded(1);
        run.awaitStatus("COMPLETED");

        var sent = ModelFaults.requests(goal);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1).at("/messages/2/reasoning").asText()).isEqualTo("hm");
        assertThat(sent.getLast().at("/messages/2").has("reasoning")).isFalse();
    }

    @Test
    void aNullForAnOptionalArgumentIsProposedWithoutIt() {
        ModelFaults.call("a", "slack__post_message", "{\"channel\":\"#ops\",\"text\":\"hi\",\"thread_ts\":null}");
        var run = TestRun.of(goal);
        run.awaitStep(1);
        assertThat(run.states()).containsExactly("PROPOSED");
    }

    @Test
    void theSameMistakeThreeTimesEndsTheRunWithWordsAndOneSecurityEvent() {
        for (int i = 0; i < 3; i++) {
            ModelFaults.call(null, "slack__post_message", "{\"channel\":\"#ops\"}");
        }
        var run = TestRun.of(goal);
        var failed = run.awaitStatus("FAILED");
        assertThat(failed.getString("failure.code")).isEqualTo("repeated_mistake");
        assertThat(failed.getString("failure.text")).contains("It asked 3 times for slack.post_message", "text");
        assertThat(run.states()).containsExactly("INVALID", "INVALID", "INVALID");
        assertThat(ModelFaults.requests(goal)).hasSize(3);
        assertThat(ModelFaults.requests(goal).getLast().path("messages").toString())
                .contains("same mistake for the 2. time");
        await().untilAsserted(() -> assertThat(details(run)).contains(failed.getString("failure.text")));
        assertThat(OtherServices.read(Topic.SECURITY_PLANNER, run.id().toString(), SecurityEvent.class))
                .hasSize(1);
    }

    @Test
    void theModelIsToldTheDateWhereThePersonIs() {
        var id = given().auth()
                .oauth2(People.token("ada"))
                .contentType(ContentType.JSON)
                .body(Map.of("goal", goal, "timeZone", "Pacific/Auckland", "locale", "mi-NZ"))
                .post("/api/runs")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getUUID("id");
        new TestRun(People.token("ada"), id).awaitStep(1);
        var system = ModelFaults.requests(goal).getFirst().path("messages").path(0);
        assertThat(system.path("role").asText()).isEqualTo("system");
        assertThat(system.path("content").asText()).contains("Pacific/Auckland", "mi-NZ", "It is ");
    }

    @Test
    void aTimeZoneThatDoesNotExistIsRefused() {
        for (var wrong : List.of(
                Map.of("goal", goal, "timeZone", "Mars/Olympus"), Map.of("goal", goal, "locale", "not a tag"))) {
            given().auth()
                    .oauth2(People.token("ada"))
                    .contentType(ContentType.JSON)
                    .body(wrong)
                    .post("/api/runs")
                    .then()
                    .statusCode(400);
        }
    }

    private static List<String> details(TestRun run) {
        return OtherServices.read(Topic.RUNS_CHANGED, run.id().toString(), RunChanged.class).stream()
                .map(RunChanged::detail)
                .toList();
    }
}
