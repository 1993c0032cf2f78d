package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static Payload of(String json) {
        var arguments = (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
        return Payload.of(arguments, Map.of("a", Origin.TOOL_RESULT));
    }

    /** Nothing that the person wrote is told as if it came from elsewhere, and no two origins are told alike. */
    @Test
    void eachOriginHasWordsOfItsOwnAndThePersonsNameThem() {
        for (boolean own : List.of(true, false)) {
            var words = Arrays.stream(Origin.values())
                    .map(origin -> Payload.words(origin, own))
                    .toList();
            assertThat(words).doesNotHaveDuplicates();
        }
        for (var theirs : List.of(Origin.TYPED, Origin.EDITED, Origin.ANSWERED)) {
            assertThat(Payload.words(theirs, true)).startsWith("you ");
            assertThat(Payload.words(theirs, false)).contains("by the person it acts for");
        }
    }

    @Test
    void leavesNoValueOut() {
        var argument = of("{\"a\":{\"b\":[1,{\"c\":\"deep\"}],\"d\":null,\"e\":[],\"f\":true,\"g\":\"\"}}")
                .arguments()
                .getFirst();

        assertThat(argument.size()).isEqualTo("5 members");
        assertThat(argument.origin()).isEqualTo("from a tool result");
        assertThat(argument.values())
                .extracting(value -> value.path() + "=" + value.text() + " " + value.type())
                .containsExactly(
                        ".b[1]=1 number",
                        ".b[2].c=deep ",
                        ".d= nothing",
                        ".e=[] empty list",
                        ".f=true yes or no",
                        ".g= empty text");
    }

    @Test
    void foldsWhatIsLongAndSaysItsSize() {
        var value = of("{\"a\":\"" + "x".repeat(4788) + " https://a.example www.b.example\"}")
                .arguments()
                .getFirst()
                .values()
                .getFirst();

        assertThat(value.folded()).isTrue();
        assertThat(value.size()).isEqualTo("4,820 characters, 2 links");
        assertThat(value.text().toString()).hasSize(4820);
    }

    @Test
    void foldsManyValuesAndSaysHowMany() {
        var list = "\"p@acme.test\",".repeat(500);
        var argument = of("{\"to\":[" + list.substring(0, list.length() - 1) + "]}")
                .arguments()
                .getFirst();

        assertThat(argument.folded()).isTrue();
        assertThat(argument.size()).isEqualTo("500 items");
        assertThat(argument.values()).hasSize(500);
        assertThat(argument.origin()).isEqualTo("origin not stated");
    }

    private static boolean folds(String text) {
        return of("{\"a\":" + Json.MAPPER.valueToTree(text) + "}")
                .arguments()
                .getFirst()
                .values()
                .getFirst()
                .folded();
    }

    @Test
    void foldsWhatIsHighHoweverFewCharactersItHas() {
        assertThat(folds("a" + "\n".repeat(500) + "cc: all@corp.example")).isTrue();
        assertThat(folds("a\n".repeat(17))).isTrue();
        assertThat(folds(("x".repeat(39) + "\n").repeat(8))).isFalse();
        assertThat(folds(("x".repeat(81) + "\n").repeat(7))).as("lines wrap").isTrue();
        assertThat(folds("\u6771".repeat(400))).as("wide letters").isTrue();
        assertThat(folds("\t".repeat(200) + "x")).as("tabs").isTrue();
        assertThat(folds("a\u200Bb".repeat(90))).as("marks take room").isTrue();
    }

    @Test
    void foldsWhatMuchElsePushesOutOfSight() {
        var json = new StringBuilder("{\"a0\":\"x\"");
        for (int i = 1; i < 40; i++) {
            json.append(",\"a")
                    .append(i)
                    .append("\":\"")
                    .append("y\\n".repeat(10))
                    .append("\"");
        }
        var arguments = of(json.append('}').toString()).arguments();

        assertThat(arguments.getFirst().values().getFirst().folded()).isFalse();
        assertThat(arguments.getLast().values().getFirst().folded()).isTrue();
        assertThat(of(json.toString()).unfolded().arguments())
                .allMatch(argument ->
                        !argument.folded() && argument.values().stream().noneMatch(Payload.Value::folded));
    }
}
