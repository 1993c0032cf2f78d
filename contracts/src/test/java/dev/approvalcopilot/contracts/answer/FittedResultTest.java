package dev.approvalcopilot.contracts.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FittedResultTest {

    private static JsonNode fit(JsonNode result, int limit) {
        return FittedResult.of(result, limit, value -> value.toString().length());
    }

    private static ArrayNode aList(int elements) {
        var list = Json.MAPPER.createArrayNode();
        for (int i = 0; i < elements; i++) {
            list.addObject().put("id", i).put("title", "t".repeat(50));
        }
        return list;
    }

    private static ObjectNode theNextPage() {
        var head = Json.MAPPER.createObjectNode().put("there_is_more", true);
        head.putObject("ask_again_with").put("cursor", "c2");
        return head;
    }

    @Test
    void whatFitsStaysAsItIs() {
        var list = aList(3).insert(0, theNextPage());

        assertThat(fit(list, list.toString().length())).isSameAs(list);
    }

    @Test
    void aListLosesWholeElementsAndItsCursor() {
        var fitted = fit(aList(20).insert(0, theNextPage()), 800);

        int shown = fitted.size() - 1;
        assertThat(fitted.toString()).hasSizeLessThanOrEqualTo(800).doesNotContain("c2");
        assertThat(fitted.get(0).path("omitted").asInt()).isEqualTo(20 - shown);
        assertThat(fitted.get(shown)).isEqualTo(aList(20).get(shown - 1));
    }

    @Test
    void aListThatIsCutTwiceCountsAllThatIsLeftOut() {
        var twice = fit(fit(aList(40).insert(0, theNextPage()), 1600), 800);

        int shown = twice.size() - 1;
        assertThat(shown).isPositive();
        assertThat(twice.get(0).path("omitted").asInt()).isEqualTo(40 - shown);
        assertThat(twice.get(0).path("ask_again").asText()).startsWith("Only the first " + shown + " of these 40 ");
    }

    @Test
    void smallMembersStayWholeBesideALargeOne() {
        var mail = Json.MAPPER.createObjectNode();
        var headers = mail.putArray("headers");
        for (int i = 0; i < 100; i++) {
            headers.addObject().put("name", "Received").put("value", "v".repeat(100));
        }
        mail.put("snippet", "s".repeat(200)).put("thread", "t1");

        var fitted = fit(mail, 2000);

        assertThat(fitted.toString()).hasSizeLessThanOrEqualTo(2000);
        assertThat(fitted.path("snippet")).isEqualTo(mail.path("snippet"));
        assertThat(fitted.path("thread").asText()).isEqualTo("t1");
        var shown = fitted.path("headers");
        assertThat(shown.get(0)).isEqualTo(headers.get(0));
        assertThat(shown.get(shown.size() - 1).path("omitted").asInt()).isEqualTo(100 - (shown.size() - 1));
    }

    @Test
    void membersThatDoNotEvenFitCutAreCounted() {
        var many = Json.MAPPER.createObjectNode();
        for (int i = 0; i < 100; i++) {
            many.put("member" + i, i);
        }

        var fitted = fit(many, 300);

        assertThat(fitted.toString()).hasSizeLessThanOrEqualTo(300);
        assertThat(fitted.path("omitted").asInt()).isEqualTo(100 - (fitted.size() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "👩", "\"", "\u0001"})
    void aTextIsCutWhateverItsSigns(String sign) {
        var text = Json.MAPPER.createObjectNode().put("text", sign.repeat(1000));

        var fitted = fit(text, 300);

        assertThat(fitted.toString()).hasSizeLessThanOrEqualTo(300);
        var left = fitted.path("text").asText();
        assertThat(left).endsWith("…").hasSizeGreaterThan(20);
        assertThat(left.substring(0, left.length() - 1).replace(sign, "")).isEmpty();
    }
}
