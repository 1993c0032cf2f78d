package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelAnswerTest {

    @Test
    void keepsAGoodCallAsItIs() {
        var call = call("call_abc", "slack__post_message", "{\"channel\":\"#ops\"}");
        assertThat(stored(call)).containsExactly(call);
    }

    @Test
    void givesEachCallAnIdOfItsOwn() {
        assertThat(stored(
                        call("same", "a", "{}"),
                        call("same", "b", "{}"),
                        call(null, "c", "{}"),
                        call("a b", "d", "{}")))
                .extracting(ToolExecutionRequest::id)
                .containsExactly("same", "call_3_1", "call_3_2", "call_3_3");
    }

    @Test
    void repairsWhatAnEndpointWouldNotTakeBack() {
        assertThat(stored(
                        call("1", "rm -rf", "{}"), call("2", "a", "{\"x\":"), call("3", "a", "[]"), call("4", "a", "")))
                .extracting(call -> call.name() + call.arguments())
                .containsExactly("not_a_tool{}", "a{}", "a{}", "a{}");
    }

    @Test
    void takesNoMoreCallsThanItMay() {
        var answer = AiMessage.from(List.of(call("1", "a", "{}"), call("2", "a", "{}"), call("3", "a", "{}")));
        var taken = ModelAnswer.storable(1, answer, 2);
        assertThat(taken.calls()).hasSize(2);
        assertThat(taken.stored().toolExecutionRequests()).hasSize(2);
    }

    private static List<ToolExecutionRequest> stored(ToolExecutionRequest... calls) {
        return ModelAnswer.storable(3, AiMessage.from(calls), 8).stored().toolExecutionRequests();
    }

    private static ToolExecutionRequest call(String id, String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }
}
