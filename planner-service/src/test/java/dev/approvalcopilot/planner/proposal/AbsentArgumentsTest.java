package dev.approvalcopilot.planner.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Json;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AbsentArgumentsTest {

    private static final String SCHEMA = """
            {"required":["must"],"properties":{
              "must":{"type":"string"}, "may":{"type":"string"}, "nil":{"type":["string","null"]}, "one":{"enum":["a",null]},
              "list":{"type":"array","items":{"properties":{"in":{"type":"string"}}}},
              "deep":{"type":"object","properties":{"in":{"type":"string"}}}}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "{\"may\":null} {}",
                "{\"must\":null} {\"must\":null}",
                "{\"nil\":null,\"one\":null} {\"nil\":null,\"one\":null}",
                "{\"unknown\":null} {\"unknown\":null}",
                "{\"deep\":{\"in\":null}} {\"deep\":{}}",
                "{\"list\":[{\"in\":null},null]} {\"list\":[{},null]}"
            })
    void onlyANullThatCanMeanAbsentIsRemoved(String arguments, String left) throws Exception {
        var tree = Json.MAPPER.readTree(arguments);
        AbsentArguments.remove(tree, Json.MAPPER.readTree(SCHEMA), Set.of());
        assertThat(tree).isEqualTo(Json.MAPPER.readTree(left));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "{\"may\":\"\"} /may {}",
                "{\"may\":\"\"} /must {\"may\":\"\"}",
                "{\"may\":\"x\"} /may {\"may\":\"x\"}",
                "{\"must\":\"\"} /must {\"must\":\"\"}",
                "{\"unknown\":\"\"} /unknown {\"unknown\":\"\"}",
                "{\"list\":[{\"in\":\"\"},\"\"]} /list/0/in {\"list\":[{},\"\"]}"
            })
    void onlyAnEmptyTextThatIsRefusedIsRemoved(String arguments, String refused, String left) throws Exception {
        var tree = Json.MAPPER.readTree(arguments);
        AbsentArguments.remove(tree, Json.MAPPER.readTree(SCHEMA), Set.of(refused));
        assertThat(tree).isEqualTo(Json.MAPPER.readTree(left));
    }
}
