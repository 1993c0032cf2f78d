package dev.approvalcopilot.planner.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.List;
import java.util.Set;
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
                .containsExactly("same", "c00030001", "c00030002", "c00030003");
    }

    @Test
    void anIdOfAnEarlierTurnIsNotUsedAgain() {
        var answer = AiMessage.from(call("first", "a", "{}"), call(null, "b", "{}"));
        assertThat(ModelAnswer.storable(3, answer, 8, Set.of("first", "c00030001"))
                        .stored()
                        .toolExecutionRequests())
                .extracting(ToolExecutionRequest::id)
                .containsExactly("c00030000", "c00030002");
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
        var taken = ModelAnswer.storable(1, answer, 2, Set.of());
        assertThat(taken.calls()).hasSize(2);
        assertThat(taken.stored().toolExecutionRequests()).hasSize(2);
    }

    private static List<ToolExecutionRequest> stored(ToolExecutionRequest... calls) {
        return ModelAnswer.storable(3, AiMessage.from(calls), 8, Set.of())
                .stored()
                .toolExecutionRequests();
    }

    private static ToolExecutionRequest call(String id, String name, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
    }
}
