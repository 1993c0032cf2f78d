package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditFormTest {
    private static final ObjectNode SCHEMA = json("""
            {"required": ["to", "count"], "properties": {
                "to": {"type": "string"}, "count": {"type": "integer"}, "note": {"type": "string"}, "tags": {"type": "array"}}}""");

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static EditForm form(String current) {
        return new EditForm(json(current), SCHEMA);
    }

    @Test
    void textIsTakenAsItIsAndTheRestAsJson() {
        var sent = form("{\"to\": \"ada\", \"count\": 1}").read(List.of("to", "count"), List.of("7", "7"));

        assertThat(sent.arguments()).isEqualTo(json("{\"to\": \"7\", \"count\": 7}"));
    }

    @Test
    void whatIsNotJsonIsNamed() {
        var sent = form("{\"to\": \"ada\", \"count\": 1}").read(List.of("count"), List.of("seven"));

        assertThat(sent.errors()).containsEntry("count", "not well-formed JSON");
    }

    @Test
    void anOptionalArgumentLeftEmptyStaysAway() {
        var sent = form("{\"to\": \"ada\", \"count\": 1}")
                .read(List.of("to", "count", "note", "tags"), List.of("ada", "1", "", " "));

        assertThat(sent.arguments().fieldNames()).toIterable().containsExactly("to", "count");
    }

    @Test
    void anOptionalArgumentEmptiedIsTakenAway() {
        var sent = form("{\"to\": \"ada\", \"count\": 1, \"note\": \"x\"}")
                .read(List.of("to", "count", "note"), List.of("ada", "1", ""));

        assertThat(sent.arguments().has("note")).isFalse();
    }

    @Test
    void lineBreaksThatOnlyTheBrowserChangedAreNoEdit() {
        for (var text : new String[] {"one\r\ntwo", "one\ntwo"}) {
            var current = json("{\"count\": 1}").put("to", text);
            var sent = new EditForm(current, SCHEMA).read(List.of("to", "count"), List.of("one\r\ntwo", "1"));

            assertThat(sent.arguments()).isEqualTo(current);
        }
    }

    @Test
    void anArgumentThatTheToolDoesNotKnowIsPassedOver() {
        var sent = form("{\"to\": \"ada\", \"count\": 1}").read(List.of("admin"), List.of("true"));

        assertThat(sent.arguments()).isEmpty();
    }

    @Test
    void showsArgumentsThatTheActionDoesNotUseYet() {
        assertThat(form("{\"count\": 1}").names()).containsExactly("count", "to", "note", "tags");
    }

    @Test
    void whatTheBrowserMakesOfAFieldThatNobodyTouchedIsNoEdit() {
        for (var text : new String[] {"one\rtwo", "a\0b", "one\r\n\rtwo\n", "\r", "\n\n"}) {
            var current = json("{\"count\": 1}").put("to", text);
            var field = text.replace("\r\n", "\n")
                    .replace('\r', '\n')
                    .replace('\0', '\uFFFD')
                    .replace("\n", "\r\n");
            var sent = new EditForm(current, SCHEMA).read(List.of("to", "count"), List.of(field, "2"));

            assertThat(sent.arguments().get("to").textValue()).isEqualTo(text);
            assertThat(sent.arguments().get("count").intValue()).isEqualTo(2);
        }
    }

    @Test
    void untouchedJsonStaysAsItIs() {
        var current = json("{\"to\": \"ada\", \"count\": 1e2, \"tags\": [\"a\\rb\", 1.0]}");
        var form = new EditForm(current, SCHEMA);
        var sent = form.read(
                List.of("to", "count", "tags"),
                List.of("bob", form.value("count"), form.value("tags").replace("\n", "\r\n")));

        assertThat(sent.arguments().get("count")).isEqualTo(current.get("count"));
        assertThat(sent.arguments().get("tags")).isEqualTo(current.get("tags"));
    }
}
