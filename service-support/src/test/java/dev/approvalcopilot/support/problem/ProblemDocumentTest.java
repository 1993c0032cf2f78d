package dev.approvalcopilot.support.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemDocumentTest {

    @Test
    void hasTheMembersOfRfc9457() throws JsonProcessingException {
        var document = written(Map.of());

        assertThat(document.get("type").textValue()).isEqualTo("urn:approval-copilot:problem:not_found");
        assertThat(document.get("title").textValue()).isEqualTo(CommonProblem.NOT_FOUND.title());
        assertThat(document.get("status").intValue()).isEqualTo(404);
        assertThat(document.get("detail").textValue()).isEqualTo("No run has this id.");
    }

    @Test
    void namesTheCorrelation() throws JsonProcessingException {
        assertThat(written(Map.of()).get("correlation_id").textValue()).isEqualTo("request-0001");
    }

    @Test
    void addsMembersOfItsOwn() throws JsonProcessingException {
        var document = written(Map.of("step_up_url", "https://copilot.local/step-up/1"));

        assertThat(document.get("step_up_url").textValue()).isEqualTo("https://copilot.local/step-up/1");
    }

    @Test
    void doesNotLetThemReplaceTheStandardOnes() throws JsonProcessingException {
        assertThat(written(Map.of("status", 200)).get("status").intValue()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"404, NOT_FOUND", "405, METHOD_NOT_ALLOWED", "418, INVALID_REQUEST", "503, INTERNAL_ERROR"})
    void findsTheProblemOfAStatus(int status, CommonProblem problem) {
        assertThat(CommonProblem.ofStatus(status)).isEqualTo(problem);
    }

    private static JsonNode written(Map<String, Object> members) throws JsonProcessingException {
        return Json.MAPPER.readTree(
                ProblemDocument.write(CommonProblem.NOT_FOUND, "No run has this id.", members, "request-0001"));
    }
}
