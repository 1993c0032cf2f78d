package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadTest {
    private static Payload of(String json) {
        var arguments = (ObjectNode) StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
        return Payload.of(arguments, Map.of("a", Origin.TOOL_RESULT));
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
}
