package dev.approvalcopilot.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import org.junit.jupiter.api.Test;

class VisibleTextTest {

    private static final String HOSTILE = "a\u2028b\u2029c\u0085d\u009b31me\u007ff\u202eg\u0000h";

    @Test
    void noLineSplitterAndNoTerminalSeesMoreThanOneLine() throws JsonProcessingException {
        var line = Json.MAPPER.writer(new VisibleText()).writeValueAsString(HOSTILE);

        assertThat(line).isEqualTo("\"a\\u2028b\\u2029c\\u0085d\\u009b31me\\u007Ff\\u202eg\\u0000h\"");
        assertThat(line.split("\\R")).hasSize(1);
    }

    @Test
    void asJsonItSaysTheSame() throws JsonProcessingException {
        var line = Json.MAPPER.writer(new VisibleText()).writeValueAsString(HOSTILE + "é 日本 😀");

        assertThat(Json.MAPPER.readValue(line, String.class)).isEqualTo(HOSTILE + "é 日本 😀");
        assertThat(line).contains("é 日本 😀");
    }
}
