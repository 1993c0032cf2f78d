package dev.approvalcopilot.planner.proposal;

import static dev.approvalcopilot.contracts.event.ActionProposed.Origin.MODEL;
import static dev.approvalcopilot.contracts.event.ActionProposed.Origin.TOOL_RESULT;
import static dev.approvalcopilot.contracts.event.ActionProposed.Origin.TYPED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OriginsTest {

    private static final Origins ORIGINS = new Origins(
            "Delete acme/old-site and close issue 12 in #releases.",
            List.of("{\"status\":\"succeeded\",\"untrusted\":true,\"result\":{\"sha\":\"6dcb09b\",\"number\":47}}"));

    @Test
    void tellsTypedFromReadFromMadeUp() {
        assertThat(origins("{\"owner\":\"acme\",\"sha\":\"6dcb09b\",\"title\":\"Goodbye\"}"))
                .isEqualTo(Map.of("owner", TYPED, "sha", TOOL_RESULT, "title", MODEL));
    }

    @Test
    void comparesNumbersByTheirText() {
        assertThat(origins("{\"issue\":12,\"other\":47,\"third\":3}"))
                .isEqualTo(Map.of("issue", TYPED, "other", TOOL_RESULT, "third", MODEL));
    }

    @Test
    void aPartOfAWordDoesNotCount() {
        assertThat(origins("{\"a\":1,\"b\":\"acm\",\"c\":\"elease\",\"d\":\"#releases\"}"))
                .isEqualTo(Map.of("a", MODEL, "b", MODEL, "c", MODEL, "d", TYPED));
    }

    @Test
    void aListIsAsTrustworthyAsItsLeastTrustworthyPart() {
        assertThat(
                        origins(
                                "{\"a\":[\"acme\",\"old-site\"],\"b\":[\"acme\",\"6dcb09b\"],\"c\":[\"acme\",\"evil\"],\"d\":[]}"))
                .isEqualTo(Map.of("a", TYPED, "b", TOOL_RESULT, "c", MODEL, "d", MODEL));
    }

    @Test
    void whatIsNoTextWasNotTyped() {
        assertThat(origins("{\"a\":true,\"b\":null,\"c\":\"\",\"d\":\" \"}"))
                .isEqualTo(Map.of("a", MODEL, "b", MODEL, "c", MODEL, "d", MODEL));
    }

    private static Map<String, Origin> origins(String arguments) {
        try {
            return ORIGINS.of((ObjectNode) Json.MAPPER.readTree(arguments));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
