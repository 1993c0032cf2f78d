package dev.approvalcopilot.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import java.util.List;
import java.util.Set;

/** A conversation that grows: what a planner keeps while it talks with the model. */
final class Talk {

    static final Set<String> ALL_TOOLS = Set.of(
            "github__list_issues",
            "github__get_repository",
            "github__create_issue",
            "github__comment_on_issue",
            "github__get_pull_request",
            "github__merge_pull_request",
            "github__delete_repository",
            "slack__list_channels",
            "slack__post_message",
            "slack__archive_channel",
            "gmail__search_messages",
            "gmail__read_message",
            "gmail__send_message",
            "calendar__list_events",
            "calendar__create_event",
            "calendar__delete_event");

    static final String PUSHED_AT = "2023-02-14T16:20:00Z";
    static final String HEAD = "6dcb09b5b57875f334f61aebed695e2e4193db5e";

    final ArrayNode messages = Answer.MAPPER.createArrayNode();
    private Turn last = new Turn.Finish("nothing yet");

    static Talk about(String goal) {
        var talk = new Talk();
        talk.messages.addObject().put("role", "system").put("content", "You propose, a person decides.");
        talk.messages.addObject().put("role", "user").put("content", goal);
        return talk;
    }

    /** Lets the model speak and notes down what it said. */
    Turn next() {
        last = Planner.next(Conversation.of(messages), ALL_TOOLS);
        var message = messages.addObject().put("role", "assistant").put("content", last.text());
        for (var call : calls()) {
            message.withArray("tool_calls")
                    .addObject()
                    .put("id", call.key().idPrefix() + "xabc")
                    .put("type", "function");
        }
        return last;
    }

    List<Turn.Call> calls() {
        return last instanceof Turn.Propose propose ? propose.calls() : List.of();
    }

    List<String> tools() {
        return calls().stream().map(call -> call.step().tool()).toList();
    }

    Talk answer(int call, JsonNode outcome) {
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", calls().get(call).key().idPrefix() + "xabc")
                .put("content", outcome.toString());
        return this;
    }

    /** All calls of the last turn end like this. */
    Talk answerAll(JsonNode outcome) {
        for (int i = 0; i < calls().size(); i++) {
            answer(i, outcome);
        }
        return this;
    }

    static ObjectNode succeeded() {
        var outcome = Answer.object().put("status", "succeeded").put("untrusted", true);
        outcome.putObject("result").put("ok", true);
        return outcome;
    }

    /** What a look at a repository, or at a pull request, shows. */
    static ObjectNode looked() {
        var outcome = succeeded();
        outcome.putObject("result").put("pushed_at", PUSHED_AT).put("head_sha", HEAD);
        return outcome;
    }

    static ObjectNode found(int count) {
        var outcome = Answer.object().put("status", "succeeded").put("untrusted", true);
        var issues = outcome.putArray("result");
        for (int i = 0; i < count; i++) {
            issues.addObject().put("number", i + 1);
        }
        return outcome;
    }

    static ObjectNode ended(String status, String reason) {
        return Answer.object().put("status", status).put("untrusted", true).put("reason", reason);
    }
}
