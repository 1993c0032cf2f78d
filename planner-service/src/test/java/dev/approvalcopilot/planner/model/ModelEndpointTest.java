package dev.approvalcopilot.planner.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.http.LocalServer;
import dev.approvalcopilot.planner.model.ModelFailure.Kind;
import dev.approvalcopilot.planner.testing.OnLocalStack;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One scripted server that answers as servers of models do, asked through the extension. */
@QuarkusTest
@OnLocalStack
class ModelEndpointTest {

    private static final String KEY = "sk-local-0123456789abcdef0123456789";
    private static final ObjectMapper LENIENT = new ObjectMapper();
    private static final List<ChatMessage> GOAL = List.of(SystemMessage.from("Plan."), UserMessage.from("Say hi."));
    private static final List<ModelTool> TOOLS = List.of(new ModelTool(
            "slack__post_message", "Posts.", Json.MAPPER.createObjectNode().put("type", "object")));

    private final AtomicReference<Answer> script = new AtomicReference<>();
    private final AtomicReference<Call> received = new AtomicReference<>();
    private LocalServer server;
    private ModelEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        server = LocalServer.start(0, call -> {
            received.set(call);
            return script.get();
        });
        endpoint = new TestModel(server.baseUri() + "/v1", KEY).endpoint();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'a','function':{'name':'slack__post_message','arguments':'{\"a\":1}'}}",
                "{'id':'a','type':null,'function':{'name':'slack__post_message','arguments':'{\"a\":1}'}}",
                "{'id':'a','type':'function','function':{'name':'slack__post_message','arguments':{'a':1}}}",
                "{'id':'a','function':{'name':' slack__post_message','arguments':'  {\"a\":1}  '}}",
                "{'id':'a','function':{'name':'slack__post_message','arguments':'```json\\n{\"a\":1}\\n```'}}",
                "{'id':'a','function':{'name':'slack__post_message','arguments':'\"{\\\\\"a\\\\\":1}\"'}}",
                "{'id':'a','name':'slack__post_message','arguments':'{\"a\":1}'}"
            })
    void aCallIsReadAsItsServerWritesIt(String call) throws Exception {
        answerCalls(call);
        assertThat(ask().toolExecutionRequests())
                .containsExactly(ToolExecutionRequest.builder()
                        .id("a")
                        .name("slack__post_message")
                        .arguments("{\"a\":1}")
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'arguments':null", "'arguments':''"})
    void aCallWithoutArgumentsHasNone(String arguments) throws Exception {
        answerCalls(
                "{'function':{'name':'slack__list_channels'%s}}".formatted(arguments.isEmpty() ? "" : "," + arguments));
        var call = ask().toolExecutionRequests().getFirst();
        assertThat(call.arguments()).isEmpty();
        assertThat(call.id()).isNull();
    }

    @Test
    void aNumberKeepsItsDigits() throws Exception {
        answerCalls("{'function':{'name':'f','arguments':{'amount':12345678901234567890.10}}}");
        assertThat(ask().toolExecutionRequests().getFirst().arguments())
                .isEqualTo("{\"amount\":12345678901234567890.10}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'message':{'content':'Done.'}}]}",
                "{'choices':[{'message':{'role':'assistant','content':'Done.','tool_calls':null},'finish_reason':null}]}",
                "{'choices':[{'message':{'content':'Done.','tool_calls':[]},'finish_reason':'stop'}],'error':null}",
                "{'choices':[{'message':{'content':[{'type':'text','text':'Do'},{'type':'text','text':'ne.'}]}}]}",
                "{'choices':[{'message':{'content':['Done','.']}}]}",
                "{'choices':[{'message':{'content':{'type':'text','text':'Done.'}}}],'error':{}}",
                "{'choices':[{'message':{'content':null,'refusal':'Done.'}}]}",
                "\ufeff{'choices':[{'message':{'content':'Done.','reasoning_content':'hm'}}],'usage':{}}",
                "{'choices':[{'message':{'content':'Done.'}}],'usage':{'prompt_tokens':'many','completion_tokens':1.5}}",
                "{'choices':[{'message':{'content':'Done.'}}],'id':1,'id':2}"
            })
    void aTextIsReadAsItsServerWritesIt(String body) throws Exception {
        answer(200, body);
        var message = ask();
        assertThat(message.text()).isEqualTo("Done.");
        assertThat(message.hasToolExecutionRequests()).isFalse();
    }

    @Test
    void aLongTextIsReadWhole() throws Exception {
        var text = "x".repeat(4_000_000);
        answer(200, "{'choices':[{'message':{'content':'%s'}}]}".formatted(text));
        assertThat(ask().text()).isEqualTo(text);
    }

    @Test
    void aCallIsTakenWhateverTheReasonToStopSays() throws Exception {
        for (var reason :
                List.of("'stop'", "null", "'tool_calls'", "'function_call'", "''", "'STOP'", "'eos'", "'end_turn'")) {
            answer(
                    200,
                    "{'choices':[{'finish_reason':%s,'message':{'content':'','tool_calls':[{'function':{'name':'f'}}]}}]}"
                            .formatted(reason));
            assertThat(ask().toolExecutionRequests()).as(reason).hasSize(1);
        }
    }

    @Test
    void theFormBeforeThereWereSeveralCallsIsOne() throws Exception {
        answer(200, "{'choices':[{'message':{'content':null,'function_call':{'name':'f','arguments':'{}'}}}]}");
        assertThat(ask().toolExecutionRequests())
                .extracting(ToolExecutionRequest::name)
                .containsExactly("f");
    }

    @ParameterizedTest
    @CsvSource({
        "length, CUT_SHORT",
        "max_tokens, CUT_SHORT",
        "MAX_TOKENS, CUT_SHORT",
        "content_filter, FILTERED",
        "SAFETY, FILTERED",
        "error, CUT_SHORT",
        "insufficient_system_resource, CUT_SHORT",
        "timeout, CUT_SHORT",
        "abort, CUT_SHORT",
        "function_call_filter: MALFORMED_FUNCTION_CALL, CUT_SHORT",
        "nobody knows, CUT_SHORT"
    })
    void halfAnAnswerIsNone(String reason, Kind kind) {
        answer(
                200,
                "{'choices':[{'finish_reason':'%s','message':{'content':'I have del','tool_calls':[{'function':{'name':'f'}}]}}]}"
                        .formatted(reason));
        assertThat(failure().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'message':{'content':''}}]}",
                "{'choices':[{'message':{'content':null}}]}",
                "{'choices':[{'message':{'role':'assistant'}}]}",
                "{'choices':[{'message':{'content':' \\n','tool_calls':[]}}]}",
                "{'choices':[{'message':{'content':[],'reasoning_content':'hm'}}]}"
            })
    void neitherTextNorCallIsEmpty(String body) {
        answer(200, body);
        assertThat(failure().kind()).isEqualTo(Kind.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{'choices':[]}",
                "{'choices':null}",
                "{'choices':[{}]}",
                "<html>Hi</html>",
                "{'choices':[",
                "{'error':'broken'}"
            })
    void whatIsNoCompletionCannotBeUsed(String body) {
        answer(200, body);
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
    }

    @Test
    void deepOrLargeAnswersCostNothingMore() {
        answer(200, "{'choices':" + "[".repeat(200_000));
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
        answer(200, "{'choices':[{'message':{'content':'" + "x".repeat(5 << 20) + "'}}]}");
        assertThat(failure().words()).isEqualTo("The model's answer was larger than 4194304 bytes.");
    }

    @ParameterizedTest
    @CsvSource({
        "429, UNREACHABLE",
        "408, UNREACHABLE",
        "409, UNREACHABLE",
        "425, UNREACHABLE",
        "500, UNREACHABLE",
        "503, UNREACHABLE",
        "529, UNREACHABLE",
        "301, REFUSED",
        "400, REFUSED",
        "401, REFUSED",
        "402, REFUSED",
        "403, REFUSED",
        "404, REFUSED",
        "413, REFUSED",
        "422, REFUSED"
    })
    void theStatusSaysWhetherAskingAgainHelps(int status, Kind kind) {
        answer(status, "{'error':{'message':'No.'}}");
        assertThat(failure().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error':{'message':'Slow down.','code':429}}|UNREACHABLE",
                "{'error':{'message':'Slow down.','code':'503'},'choices':[]}|UNREACHABLE",
                "{'error':{'message':'No key.','code':401}}|REFUSED",
                "{'error':{'message':'Something.','code':'weird'}}|UNUSABLE"
            })
    void anErrorInsideASuccessIsAnError(String body, Kind kind) {
        answer(200, body);
        assertThat(failure().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"502, UNREACHABLE", "'upstream', UNUSABLE", "401, REFUSED"})
    void anErrorInsideAChoiceIsAnError(String code, Kind kind) {
        answer(
                200,
                "{'choices':[{'finish_reason':'error','error':{'code':'%s','message':'It broke.'},'message':{'content':'I have delet'}}]}"
                        .formatted(code));
        assertThat(failure().kind()).isEqualTo(kind);
        assertThat(failure().words()).endsWith(": It broke.");
    }

    @Test
    void anUnknownEndingIsToldByItsName() {
        answer(
                200,
                "{'choices':[{'finish_reason':'insufficient_system_resource','message':{'content':'I have delet'}}]}");
        assertThat(failure().words())
                .isEqualTo("The model's answer may be a part of one:"
                        + " its endpoint ended it with \"insufficient_system_resource\".");
        answer(200, "{'choices':[{'finish_reason':{'why':1},'message':{'content':'I have delet'}}]}");
        assertThat(failure().kind()).isEqualTo(Kind.CUT_SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_use_failed", "output_parse_failed"})
    void aCallThatTheModelWroteBadlyIsAskedForAgain(String code) {
        answer(
                400,
                "{'error':{'message':'Failed to call a function.','type':'invalid_request_error','code':'%s','failed_generation':'<f>'}}"
                        .formatted(code));
        assertThat(failure().kind()).isEqualTo(Kind.UNUSABLE);
        assertThat(failure().words()).isEqualTo("The model's endpoint answered 400: Failed to call a function.");
    }

    @Test
    void anAccountWithoutMoneyIsNotAskedAgain() {
        answer(429, "{'error':{'message':'You exceeded your current quota.','code':'insufficient_quota'}}");
        assertThat(failure().kind()).isEqualTo(Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'The model m does not exist'}}",
                "{'error':'The model m does not exist'}",
                "{'message':'The model m does not exist'}",
                "{'detail':'The model m does not exist'}",
                "{'detail':[{'msg':'The model m does not exist'}]}",
                "{'message':{'detail':[{'msg':'The model m does not exist'}]}}",
                "{'msg':'The model m does not exist'}",
                "'The model m does not exist'",
                "\n  The model m does not exist \r\nat line 7",
                "[{'error':{'message':'The model m does not exist'}}]"
            })
    void aRefusalIsToldInTheEndpointsWords(String body) {
        answer(404, body);
        assertThat(failure().words()).isEqualTo("The model's endpoint answered 404: The model m does not exist");
    }

    @Test
    void aPlainTextIsToldAndAPageIsNot() {
        script.set(new Answer.Content(404, "text/plain", Map.of(), "404 page not found\n"));
        assertThat(failure().words()).isEqualTo("The model's endpoint answered 404: 404 page not found");
        script.set(new Answer.Content(502, "text/html", Map.of(), "\n<html><title>Bad Gateway</title></html>"));
        assertThat(failure().words()).isEqualTo("The model's endpoint answered 502.");
        script.set(new Answer.Content(
                401, "text/plain", Map.of(), "x".repeat(20) + " " + KEY + "\u0007 no " + "word ".repeat(9000)));
        assertThat(failure().words()).doesNotContain(KEY, "\u0007").hasSizeLessThan(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meta-llama/Llama-3.3-70B-Instruct-Turbo",
                "accounts/fireworks/models/llama-v3p1-405b-instruct",
                "Qwen/Qwen3-Next-80B-A3B-Instruct-2507",
                "ft:gpt-4o-mini-2024-07-18:acme::7p4lURel",
                "hf.co/bartowski/Mistral-Small-24B-Instruct-2501-GGUF:Q4_K_M"
            })
    void theNameOfAModelIsNoCredential(String name) {
        answer(404, "{'error':{'message':'The model `%s` does not exist.'}}".formatted(name));
        assertThat(failure().words()).contains("`" + name + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gsk_abc",
                "AIzaSyA-short_1",
                "eyJhbGciOiJub25lIn0.e30.",
                "0123456789abcdef0123456789",
                "123e4567-e89b-12d3-a456-426614174000",
                "ab-cd_abcdefghijklmnopqrst1/uv=="
            })
    void whatCouldBeACredentialIsRemoved(String secret) {
        answer(401, "{'error':{'message':'No access with %s here.'}}".formatted(secret));
        assertThat(failure().words()).endsWith(": No access with [removed] here.");
    }

    @Test
    void theWordsOfARefusalAreShortAndHoldNoCredential() {
        answer(
                401,
                "{'error':{'message':'Incorrect API key %s, also Bearer abc and sk-ab***yz and 0123456789abcdef0123456789.\\u0000\\nEnd %s'}}"
                        .formatted(KEY, "word ".repeat(1000)));
        var failure = failure();
        assertThat(failure.words())
                .doesNotContain(KEY, "abc", "sk-", "0123456789", "\u0000", "\n")
                .contains("Incorrect API key [removed]")
                .hasSizeLessThan(400);
        assertThat(failure).hasMessage("HTTP 401");
    }

    @ParameterizedTest
    @CsvSource({"Retry-After, 60, 60000", "retry-after, 1.5, 1500", "retry-after-ms, 250, 250", "Retry-After, soon, -1"
    })
    void aWaitThatIsAskedForIsRead(String header, String value, long millis) {
        script.set(new Answer.Content(429, "application/json", Map.of(header, value), "{}"));
        assertThat(failure().retryAfter().map(Duration::toMillis).orElse(-1L)).isEqualTo(millis);
    }

    @Test
    void aDateToWaitForIsRead() {
        script.set(
                new Answer.Content(503, "text/plain", Map.of("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT"), "busy"));
        assertThat(failure().retryAfter())
                .hasValueSatisfying(wait -> assertThat(wait).isGreaterThan(Duration.ofDays(365)));
    }

    @Test
    void nobodyThereAndABrokenConnectionPass() {
        script.set(new Answer.Dropped());
        assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
        server.close();
        assertThat(failure().words()).isEqualTo("The model could not be reached.");
    }

    @Test
    void onlyWhatIsConfiguredIsSent() throws Exception {
        answer(200, "{'choices':[{'message':{'content':'Done.'}}]}");
        ask();
        assertThat(sent().fieldNames()).toIterable().containsExactly("model", "messages", "tools");
        assertThat(received.get().path()).isEqualTo("/v1/chat/completions");
        assertThat(received.get().bearer()).hasValue(KEY);

        endpoint = new TestModel(server.baseUri() + "/v1/", KEY)
                .temperature(0.2)
                .endpoint(Map.of("planner.model.parameters.top_k", "20"));
        ask();
        assertThat(sent().path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(sent().path("top_k").asInt()).isEqualTo(20);
        assertThat(received.get().path()).isEqualTo("/v1/chat/completions");
    }

    @Test
    void aServerWithoutKeysIsSentNone() throws Exception {
        answer(200, "{'choices':[{'message':{'content':'Done.'}}]}");
        endpoint = new TestModel(server.baseUri() + "/v1", "dummy").endpoint();
        ask();
        assertThat(received.get().bearer()).isEmpty();
    }

    @Test
    void aFunctionIsToldWithItsSchema() throws Exception {
        answer(200, "{'choices':[{'message':{'content':'Done.'}}]}");
        var schema = (ObjectNode) json("""
                {'type':'object','properties':{'channel':{'type':'string','maxLength':80,'description':'Where.'},
                  'ratio':{'type':'number','minimum':0.5}},'required':['channel'],'additionalProperties':false}""");
        endpoint.ask(GOAL, List.of(new ModelTool("slack__post_message", "Posts.", schema)));
        var function = sent().path("tools").path(0).path("function");
        assertThat(sent().path("tools").path(0).path("type").asText()).isEqualTo("function");
        assertThat(function.path("name").asText()).isEqualTo("slack__post_message");
        assertThat(function.path("description").asText()).isEqualTo("Posts.");
        assertThat(function.path("parameters")).isEqualTo(schema);
    }

    @Test
    void opaqueFieldsTravelBackWithTheConversation() throws Exception {
        answer(200, """
                {'choices':[{'message':{'role':'assistant','content':null,'refusal':null,'annotations':[],
                  'extra_content':{'google':{'thought':'abc'}},'reasoning_details':[{'data':'xyz'}],
                  'tool_calls':[
                    {'id':'one','type':'function','extra_content':{'google':{'thought_signature':'s1'}},
                     'function':{'name':'f','arguments':'{}','strict':true}},
                    {'id':'two','index':1,'function':{'name':'g','arguments':'{}'}}]}}]}""");
        var stored = ChatMessageDeserializer.messageFromJson(ChatMessageSerializer.messageToJson(ask()));
        endpoint.ask(
                List.of(
                        GOAL.getFirst(),
                        GOAL.getLast(),
                        stored,
                        ToolExecutionResultMessage.from("one", "f", "{}"),
                        ToolExecutionResultMessage.from("two", "g", "{}")),
                TOOLS);

        assertThat(sent().path("messages").path(2)).isEqualTo(json("""
                {'role':'assistant','content':null,'tool_calls':[
                    {'id':'one','type':'function','function':{'name':'f','arguments':'{}','strict':true},
                     'extra_content':{'google':{'thought_signature':'s1'}}},
                    {'id':'two','type':'function','function':{'name':'g','arguments':'{}'}}],
                  'extra_content':{'google':{'thought':'abc'}},'reasoning_details':[{'data':'xyz'}]}"""));
        assertThat(sent().path("messages").path(3))
                .isEqualTo(json("{'role':'tool','content':'{}','tool_call_id':'one'}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{'error':{'message':'messages.2 : for role:assistant (property \"reasoning\" is unsupported)'}}",
                "422|{'detail':[{'type':'extra_forbidden','loc':['body','messages',2,'assistant','reasoning'],'msg':'No.'}]}",
                "400|property reasoning is unsupported"
            })
    void anEndpointThatRefusesItsOwnFieldIsAskedAgainWithoutIt(int status, String refusal) throws Exception {
        var requests = endpointThatRefuses("reasoning", status, quoted(refusal));
        var first = ask();
        assertThat(follow(first).text()).isEqualTo("Done.");
        assertThat(requests).hasSize(3);
        assertThat(requests.get(1).path("messages").path(2).path("reasoning").asText())
                .isEqualTo("hm");
        assertThat(requests.get(2).path("messages").path(2)).isEqualTo(json("""
                {'role':'assistant','content':null,'tool_calls':[
                    {'id':'one','type':'function','function':{'name':'f','arguments':'{}'}}]}"""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{'error':{'message':'The reasonings are too long.'}}",
                "400|{'error':{'message':'Unknown function'}}",
                "413|{'error':{'message':'reasoning'}}",
                "503|{'error':{'message':'reasoning'}}"
            })
    void anyOtherRefusalIsOne(int status, String refusal) throws Exception {
        var requests = endpointThatRefuses("reasoning", status, quoted(refusal));
        var first = ask();
        assertThat(catchThrowableOfType(ModelFailure.class, () -> follow(first)))
                .hasMessage("HTTP " + status);
        assertThat(requests).hasSize(2);
    }

    /** Its first answer is a call with that field, every later one a text. */
    private List<JsonNode> endpointThatRefuses(String field, int status, String refusal) throws IOException {
        var requests = new CopyOnWriteArrayList<JsonNode>();
        server.close();
        server = LocalServer.start(0, call -> {
            var request = call.json().orElseThrow();
            requests.add(request);
            var answered = request.path("messages").path(2);
            if (answered.has(field)) {
                return new Answer.Content(status, "application/json", Map.of(), refusal);
            }
            return new Answer.Content(
                    200,
                    "application/json",
                    Map.of(),
                    quoted(
                            answered.isMissingNode()
                                    ? """
                    {'choices':[{'message':{'%s':'hm','content':null,'tool_calls':[
                      {'id':'one','weird':1,'function':{'strict':true,'name':'f','arguments':'{}'}}]}}]}""".formatted(field)
                                    : "{'choices':[{'message':{'content':'Done.'}}]}"));
        });
        endpoint = new TestModel(server.baseUri() + "/v1", KEY).endpoint();
        return requests;
    }

    private AiMessage follow(AiMessage answer) throws Exception {
        return endpoint.ask(
                List.of(GOAL.getFirst(), GOAL.getLast(), answer, ToolExecutionResultMessage.from("one", "f", "{}")),
                TOOLS);
    }

    @Test
    void whatIsTooLargeToBeKeptIsLeftOutAndTheRestIsKept() throws Exception {
        answer(
                200,
                "{'choices':[{'message':{'reasoning_content':'%s','small':'kept','tool_calls':[{'extra_content':'s1','function':{'name':'f'}}]}}]}"
                        .formatted("x".repeat(64 * 1024)));
        assertThat(ask().attributes().toString()).contains("\"s1\"", "\"kept\"").hasSizeLessThan(200);

        answer(
                200,
                "{'choices':[{'message':{'content':'Done.',%s}}]}"
                        .formatted(IntStream.range(0, 100)
                                .mapToObj(i -> "'f%d':'%s'".formatted(i, "x".repeat(10_000)))
                                .collect(Collectors.joining(","))));
        assertThat(ask().attributes().toString()).contains("\"f5\"").hasSizeBetween(60_000, 70_000);
    }

    @Test
    void whatBelongsToOneRequestStaysWithIt() throws Exception {
        server.close();
        server = LocalServer.start(0, call -> {
            var goal = call.json().orElseThrow().at("/messages/1/content").asText();
            return new Answer.Content(
                    goal.startsWith("Fail") ? 429 : 200,
                    "application/json",
                    Map.of(),
                    quoted("{'choices':[{'message':{'content':'%1$s','seen':'%1$s'}}],'error':{'message':'%1$s'}}"
                            .formatted(goal)));
        });
        endpoint = new TestModel(server.baseUri() + "/v1", KEY).endpoint();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 60)
                    .mapToObj("%02d"::formatted)
                    .map(number -> (number.endsWith("3") ? "Fail " : "Answer ") + number)
                    .collect(Collectors.toMap(goal -> goal, goal -> threads.submit(() -> told(goal))));
            for (var goal : asked.keySet()) {
                assertThat(asked.get(goal).get()).as(goal).contains(goal);
            }
        }
    }

    /** What came back for it: what is kept of an answer, or the words of a failure. */
    private String told(String goal) throws InterruptedException {
        try {
            return endpoint.ask(List.of(GOAL.getFirst(), UserMessage.from(goal)), TOOLS)
                    .attributes()
                    .toString();
        } catch (ModelFailure e) {
            return e.words();
        }
    }

    private void answerCalls(String call) {
        answer(200, "{'choices':[{'message':{'role':'assistant','content':null,'tool_calls':[%s]}}]}".formatted(call));
    }

    /** Single quotes stand for double ones, double quotes for escaped ones. */
    private void answer(int status, String body) {
        script.set(new Answer.Content(status, "application/json", Map.of(), quoted(body)));
    }

    private static String quoted(String text) {
        return text.replace("\"", "\\\"").replace("\\\\\\\"", "\\\\\\\"").replace('\'', '"');
    }

    private static JsonNode json(String text) throws IOException {
        return LENIENT.readTree(text.replace('\'', '"'));
    }

    private JsonNode sent() throws IOException {
        return LENIENT.readTree(received.get().body());
    }

    private AiMessage ask() throws Exception {
        return endpoint.ask(GOAL, TOOLS);
    }

    private ModelFailure failure() {
        return catchThrowableOfType(ModelFailure.class, this::ask);
    }
}
