package dev.approvalcopilot.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelStandInTest {

    private static final String KEY = "sk-local-test";

    private final HttpClient client = HttpClient.newHttpClient();
    private ModelStandIn model;

    @BeforeEach
    void start() throws IOException {
        model = ModelStandIn.start(0, KEY);
    }

    @AfterEach
    void stop() {
        model.close();
        client.close();
    }

    private HttpResponse<String> send(String method, String path, String key, String body) throws Exception {
        var request = HttpRequest.newBuilder(model.baseUri().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static ObjectNode request(String goal) {
        var request = Answer.object().put("model", "any");
        request.putArray("messages").addObject().put("role", "user").put("content", goal);
        Talk.ALL_TOOLS.forEach(name -> request.withArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", name));
        return request;
    }

    private JsonNode complete(ObjectNode request) throws Exception {
        var answer = send("POST", "/v1/chat/completions", KEY, request.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Answer.MAPPER.readTree(answer.body());
    }

    /** Adds the model's message to the request, and one tool message for each call. */
    private static void reply(ObjectNode request, JsonNode completion, JsonNode... outcomes) {
        var message = completion.at("/choices/0/message");
        var messages = request.withArray("messages").add(message);
        int i = 0;
        for (var call : message.path("tool_calls")) {
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", outcomes[i++].toString());
        }
    }

    private static List<String> functions(JsonNode completion) {
        var names = new ArrayList<String>();
        completion
                .at("/choices/0/message/tool_calls")
                .forEach(call -> names.add(call.at("/function/name").asText()));
        return names;
    }

    @Test
    void goesThroughAWholePlan() throws Exception {
        var request = request("Tidy up: list the open issues of octo/website, tell #team-web that the relaunch is done,"
                + " and delete the repository octo/old-site");
        var first = complete(request);
        assertThat(functions(first)).containsExactly("github__list_issues", "github__get_repository");
        assertThat(first.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(first.at("/choices/0/message/content").asText()).isNotBlank();

        reply(request, first, Talk.found(3), Talk.looked());
        var second = complete(request);
        assertThat(functions(second)).containsExactly("slack__post_message");

        reply(request, second, Talk.ended("rejected", "say it in #general instead"));
        var third = complete(request);
        var arguments = third.at("/choices/0/message/tool_calls/0/function/arguments");
        assertThat(Answer.MAPPER.readTree(arguments.asText()).path("channel").asText())
                .isEqualTo("#general");

        reply(request, third, Talk.succeeded());
        var fourth = complete(request);
        assertThat(functions(fourth)).containsExactly("github__delete_repository");

        reply(request, fourth, Talk.ended("expired", ""));
        var end = complete(request);
        assertThat(end.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(end.at("/choices/0/message").has("tool_calls")).isFalse();
    }

    @Test
    void answersInOpenAisFormat() throws Exception {
        var completion = complete(request("list the channels"));

        assertThat(completion.path("object").asText()).isEqualTo("chat.completion");
        assertThat(completion.path("id").asText()).startsWith("chatcmpl-");
        assertThat(completion.at("/usage/total_tokens").asInt()).isPositive();
        var call = completion.at("/choices/0/message/tool_calls/0");
        assertThat(call.path("type").asText()).isEqualTo("function");
        assertThat(call.at("/function/arguments").isTextual()).isTrue();
    }

    @Test
    void givesEachCallAnIdOfItsOwn() throws Exception {
        var one = complete(request("list the channels")).at("/choices/0/message/tool_calls/0/id");
        var other = complete(request("list the channels")).at("/choices/0/message/tool_calls/0/id");

        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void streamsWhenAsked() throws Exception {
        var answer = send(
                "POST",
                "/v1/chat/completions",
                KEY,
                request("list the channels").put("stream", true).toString());

        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        assertThat(answer.body())
                .contains("\"object\":\"chat.completion.chunk\"")
                .contains("slack__list_channels")
                .contains("\"finish_reason\":\"tool_calls\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void callsNothingWhenToolChoiceIsNone() throws Exception {
        var completion = complete(request("list the channels").put("tool_choice", "none"));

        assertThat(completion.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void refusesAWrongOrMissingKey() throws Exception {
        var wrong = send(
                "POST",
                "/v1/chat/completions",
                "sk-other",
                request("list the channels").toString());
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Answer.MAPPER.readTree(wrong.body()).at("/error/code").asText())
                .isEqualTo("invalid_api_key");

        assertThat(send("GET", "/v1/models", "", "").statusCode()).isEqualTo(401);
    }

    @Test
    void listsItsModel() throws Exception {
        var answer = send("GET", "/v1/models", KEY, "");

        assertThat(Answer.MAPPER.readTree(answer.body()).at("/data/0/id").asText())
                .isEqualTo(ModelStandIn.MODEL);
    }

    @Test
    void refusesAConversationWithAnUnansweredCall() throws Exception {
        var request = request("list the channels");
        reply(request, complete(request), Talk.succeeded());
        request.withArray("messages").remove(2);
        var answer = send("POST", "/v1/chat/completions", KEY, request.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("did not have response messages");
    }

    @Test
    void refusesFunctionNamesWithDots() throws Exception {
        var request = request("list the channels");
        request.withArray("tools").addObject().putObject("function").put("name", "slack.list_channels");

        assertThat(send("POST", "/v1/chat/completions", KEY, request.toString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void failsAsOrderedAndThenWorksAgain() throws Exception {
        assertThat(send("POST", "/__local/faults", "", "{\"kind\":\"STATUS\",\"status\":503,\"times\":1}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(send("GET", "/v1/models", KEY, "").statusCode()).isEqualTo(503);
        assertThat(send("GET", "/v1/models", KEY, "").statusCode()).isEqualTo(200);
    }

    @Test
    void dropsTheConnectionAsOrdered() throws Exception {
        send("POST", "/__local/faults", "", "{\"kind\":\"DROP\",\"times\":10}");
        assertThatThrownBy(() -> complete(request("list the channels"))).isInstanceOf(IOException.class);

        send("DELETE", "/__local/faults", "", "");
        assertThat(functions(complete(request("list the channels")))).hasSize(1);
    }
}
