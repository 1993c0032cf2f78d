package dev.approvalcopilot.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Result;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReducerTest {

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }

    private static int bytes(JsonNode value) {
        return value.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void leavesOnlyWhatTheManifestNames() throws Exception {
        var rule = new Result(1000, null, Map.of("id", "/id", "name", "/owner/login", "gone", "/gone"));

        assertThat(ResultReducer.reduce(json("{\"id\":1,\"owner\":{\"login\":\"o\",\"mail\":\"m\"},\"x\":2}"), rule))
                .isEqualTo(json("{\"id\":1,\"name\":\"o\"}"));
    }

    @Test
    void reducesAListElementByElement() throws Exception {
        var rule = new Result(1000, "/items", Map.of("id", "/id"));

        assertThat(ResultReducer.reduce(json("{\"items\":[{\"id\":1,\"x\":0},{\"id\":2}]}"), rule))
                .isEqualTo(json("[{\"id\":1},{\"id\":2}]"));
    }

    @Test
    void aListMayBeTheWholeAnswerAndAnAbsentOneIsEmpty() throws Exception {
        assertThat(ResultReducer.reduce(json("[{\"id\":1}]"), new Result(1000, "", Map.of("id", "/id"))))
                .isEqualTo(json("[{\"id\":1}]"));
        assertThat(ResultReducer.reduce(json("{}"), new Result(1000, "/items", Map.of("id", "/id"))))
                .isEqualTo(json("[]"));
    }

    @Test
    void countsWhatDidNotFit() throws Exception {
        var answer = Json.MAPPER.createArrayNode();
        for (int i = 0; i < 100; i++) {
            answer.addObject().put("id", i);
        }

        var reduced = ResultReducer.reduce(answer, new Result(200, "", Map.of("id", "/id")));

        assertThat(bytes(reduced)).isLessThanOrEqualTo(200);
        assertThat(reduced.get(reduced.size() - 1).path("omitted").asInt()).isEqualTo(100 - (reduced.size() - 1));
    }

    @Test
    void shortensLongTextsWithoutCuttingACharacterInHalf() throws Exception {
        var answer =
                Json.MAPPER.createObjectNode().put("text", "👩".repeat(500)).put("id", 1);

        var reduced = ResultReducer.reduce(answer, new Result(1000, null, Map.of("text", "/text", "id", "/id")));

        assertThat(bytes(reduced)).isLessThanOrEqualTo(1000);
        assertThat(reduced.path("text").asText()).matches("(👩)+…");
        assertThat(reduced.path("id").asInt()).isEqualTo(1);
    }

    @Test
    void keepsToTheLimitWhateverComes() throws Exception {
        var answer = Json.MAPPER.createObjectNode();
        answer.putArray("list").addAll((ArrayNode) json("[" + "1,".repeat(999) + "1]"));

        var reduced = ResultReducer.reduce(answer, new Result(100, null, Map.of("list", "/list")));

        assertThat(reduced).isEqualTo(json("{\"omitted\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "ghu_abcdefghijklmnopqrstuvwxyz-_23456789",
                "github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz",
                "xoxp-1234567890-abcdef",
                "xoxe.xoxp-1-Mi0yLTEyMzQ1Njc4OTA",
                "ya29.a0AfH6SMBexample",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
                "Bearer abcdefgh12345678",
                "sk-abcdefghijklmnopqrstuvwx",
                "AKIAIOSFODNN7EXAMPLE"
            })
    void removesWhatLooksLikeACredentialWhereverItStands(String token) throws Exception {
        var answer = Json.MAPPER.createObjectNode();
        answer.putObject("deep")
                .putArray("list")
                .addObject()
                .put("note", "see " + token + " there")
                .put(token, 1);

        var reduced = ResultReducer.reduce(answer, new Result(1000, null, Map.of("deep", "/deep")));

        assertThat(reduced.toString()).doesNotContain(token).contains("see ").contains(" there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://github.com/octo/old-site/issues/7",
                "0198f2a0-0000-7000-8000-000000000001",
                "C0123456789"
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(TokenShapes.scrub(text)).isEqualTo(text);
    }
}
