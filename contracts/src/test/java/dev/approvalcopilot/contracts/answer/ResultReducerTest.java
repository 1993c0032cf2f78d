package dev.approvalcopilot.contracts.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.manifest.ToolManifest;
import dev.approvalcopilot.contracts.manifest.ToolManifest.More;
import dev.approvalcopilot.contracts.manifest.ToolManifest.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultReducerTest {

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }

    private static JsonNode reduce(JsonNode answer, Result rule) {
        return reduce(answer, "", rule);
    }

    private static JsonNode reduce(JsonNode answer, String link, Result rule) {
        return ResultReducer.reduce(answer, link, aToolThatShows(rule));
    }

    /** Its argument page is a number, its argument cursor a text. */
    private static ToolManifest aToolThatShows(Result rule) {
        var shipped = ToolCatalog.load(Path.of(System.getProperty("repository.root", ".."), "tools"))
                .find("github.list_issues")
                .orElseThrow()
                .manifest();
        return new ToolManifest(
                shipped.name(),
                shipped.title(),
                shipped.version(),
                shipped.description(),
                shipped.connection(),
                shipped.scopes(),
                shipped.scopeMode(),
                shipped.permissions(),
                shipped.beyond(),
                shipped.arguments(),
                shipped.sentence(),
                shipped.impact(),
                shipped.effect(),
                shipped.reversibility(),
                shipped.riskFloor(),
                shipped.request(),
                null,
                List.of(),
                null,
                null,
                rule,
                null,
                null,
                List.of());
    }

    private static int bytes(JsonNode value) {
        return value.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void leavesOnlyWhatTheManifestNames() throws Exception {
        var rule = new Result(1000, null, Map.of("id", "/id", "name", "/owner/login", "gone", "/gone"), null);

        assertThat(reduce(json("{\"id\":1,\"owner\":{\"login\":\"o\",\"mail\":\"m\"},\"x\":2}"), rule))
                .isEqualTo(json("{\"id\":1,\"name\":\"o\"}"));
    }

    @Test
    void reducesAListElementByElement() throws Exception {
        var rule = new Result(1000, "/items", Map.of("id", "/id"), null);

        assertThat(reduce(json("{\"items\":[{\"id\":1,\"x\":0},{\"id\":2}]}"), rule))
                .isEqualTo(json("[{\"id\":1},{\"id\":2}]"));
    }

    @Test
    void aListMayBeTheWholeAnswerAndAnAbsentOneIsEmpty() throws Exception {
        assertThat(reduce(json("[{\"id\":1}]"), new Result(1000, "", Map.of("id", "/id"), null)))
                .isEqualTo(json("[{\"id\":1}]"));
        assertThat(reduce(json("{}"), new Result(1000, "/items", Map.of("id", "/id"), null)))
                .isEqualTo(json("[]"));
    }

    @Test
    void saysFirstThatAListGoesOnAndHowToAskForTheRest() throws Exception {
        var byCursor = new Result(1000, "/items", Map.of("id", "/id"), new More("/meta/next", null, "cursor"));
        var byLink = new Result(1000, "", Map.of("id", "/id"), new More(null, "page", "page"));

        assertThat(reduce(json("{\"items\":[{\"id\":1}],\"meta\":{\"next\":\"dXNlcjpVMDYx=\"}}"), byCursor))
                .isEqualTo(json(
                        "[{\"there_is_more\":true,\"ask_again_with\":{\"cursor\":\"dXNlcjpVMDYx=\"}},{\"id\":1}]"));
        assertThat(reduce(
                        json("[{\"id\":1}]"),
                        "<https://api.github.com/repositories/1/issues?state=all&page=1>; rel=\"prev\", "
                                + "<https://api.github.com/repositories/1/issues?state=all&page=3>; rel=\"next\", "
                                + "<https://api.github.com/repositories/1/issues?state=all&page=9>; rel=\"last\"",
                        byLink))
                .isEqualTo(json("[{\"there_is_more\":true,\"ask_again_with\":{\"page\":3}},{\"id\":1}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[]}",
                "{\"items\":[],\"meta\":{\"next\":\"\"}}",
                "{\"items\":[],\"meta\":{\"next\":null}}"
            })
    void theLastPageSaysNothingOfMore(String answer) throws Exception {
        var rule = new Result(1000, "/items", Map.of("id", "/id"), new More("/meta/next", null, "cursor"));

        assertThat(reduce(json(answer), rule)).isEqualTo(json("[]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<https://x.example/?page=1>; rel=\"prev\"", "garbage"})
    void aLinkThatLeadsNowhereSaysNothingOfMore(String link) throws Exception {
        var rule = new Result(1000, "", Map.of("id", "/id"), new More(null, "page", "page"));

        assertThat(reduce(json("[{\"id\":1}]"), link, rule)).isEqualTo(json("[{\"id\":1}]"));
    }

    @Test
    void aCursorThatLooksLikeACredentialIsLeftOutButNotThatThereIsMore() throws Exception {
        var rule = new Result(1000, "/items", Map.of("id", "/id"), new More("/next", null, "cursor"));

        assertThat(reduce(json("{\"items\":[],\"next\":\"ghp_abcdefghijklmnopqrstuvwxyz0123456789\"}"), rule))
                .isEqualTo(json("[{\"there_is_more\":true}]"));
    }

    /** Who followed the cursor would never see what was left out in front of it. */
    @Test
    void aListThatDidNotFitNamesNoCursorAndSaysHowToAskForTheRest() throws Exception {
        var answer = Json.MAPPER.createObjectNode().put("next", "n".repeat(100));
        var items = answer.putArray("items");
        for (int i = 0; i < 100; i++) {
            items.addObject().put("id", i);
        }

        var reduced = reduce(answer, new Result(600, "/items", Map.of("id", "/id"), new More("/next", null, "cursor")));

        int shown = reduced.size() - 1;
        assertThat(bytes(reduced)).isLessThanOrEqualTo(600);
        assertThat(shown).isBetween(1, 99);
        assertThat(reduced.get(0))
                .isEqualTo(Json.MAPPER
                        .createObjectNode()
                        .put("there_is_more", true)
                        .put("omitted", 100 - shown)
                        .put(
                                "ask_again",
                                "Only the first " + shown + " of these 100 are shown. Ask for the same page again with"
                                        + " fewer at a time, or ask more narrowly."));
        assertThat(reduced.get(shown)).isEqualTo(json("{\"id\":" + (shown - 1) + "}"));
    }

    @Test
    void alsoAListWithoutPagesSaysHowToAskForWhatDidNotFit() throws Exception {
        var answer = Json.MAPPER.createArrayNode();
        for (int i = 0; i < 100; i++) {
            answer.addObject().put("id", i);
        }

        var reduced = reduce(answer, new Result(400, "", Map.of("id", "/id"), null));

        assertThat(bytes(reduced)).isLessThanOrEqualTo(400);
        assertThat(reduced.get(0).path("omitted").asInt()).isEqualTo(100 - (reduced.size() - 1));
        assertThat(reduced.get(0).path("ask_again").asText()).contains("fewer at a time");
    }

    @Test
    void aSingleElementThatIsTooLargeIsCutAndTheCursorStands() throws Exception {
        var answer = Json.MAPPER.createObjectNode().put("next", "n1");
        answer.putArray("items").addObject().put("id", 1).put("text", "x".repeat(1000));

        var reduced = reduce(
                answer,
                new Result(400, "/items", Map.of("id", "/id", "text", "/text"), new More("/next", null, "cursor")));

        assertThat(bytes(reduced)).isLessThanOrEqualTo(400);
        assertThat(reduced.get(0).at("/ask_again_with/cursor").asText()).isEqualTo("n1");
        assertThat(reduced.get(1).path("id").asInt()).isEqualTo(1);
        assertThat(reduced.get(1).path("text").asText()).matches("x{200,}…");
    }

    @Test
    void shortensLongTextsWithoutCuttingACharacterInHalf() throws Exception {
        var answer =
                Json.MAPPER.createObjectNode().put("text", "👩".repeat(500)).put("id", 1);

        var reduced = reduce(answer, new Result(1000, null, Map.of("text", "/text", "id", "/id"), null));

        assertThat(bytes(reduced)).isLessThanOrEqualTo(1000);
        assertThat(reduced.path("text").asText()).matches("(👩)+…");
        assertThat(reduced.path("id").asInt()).isEqualTo(1);
    }

    @Test
    void keepsToTheLimitWhateverComes() throws Exception {
        var answer = Json.MAPPER.createObjectNode();
        answer.putArray("list").addAll((ArrayNode) json("[" + "1,".repeat(999) + "1]"));

        var reduced = reduce(answer, new Result(100, null, Map.of("list", "/list"), null));

        assertThat(bytes(reduced)).isLessThanOrEqualTo(100);
        var list = reduced.path("list");
        assertThat(list.get(list.size() - 1).path("omitted").asInt()).isEqualTo(1000 - (list.size() - 1));
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

        var reduced = reduce(answer, new Result(1000, null, Map.of("deep", "/deep"), null));

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
