package dev.approvalcopilot.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictYamlTest {

    @Test
    void readsYamlAndJsonAlike() {
        assertThat(StrictYaml.parse("a: [1, two]\n")).isEqualTo(StrictYaml.parse("{\"a\": [1, \"two\"]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: &x 1'             | anchors and aliases",
                "'a: &x [1]'           | anchors and aliases",
                "'a: *x'               | anchors and aliases",
                "'a: !!str 1'          | tags",
                "'a: !!set {b, c}'     | tags",
                "'!custom [1]'         | tags",
                "'a: 1\\n---\\nb: 2'   | found 2",
                "''                    | found 0",
                "'a: [1'               | not YAML",
                "'{a: 1, a: 2}'        | Duplicate field",
            })
    void refusesWhatHasTwoMeaningsAndSaysWhat(String yaml, String why) {
        assertThatThrownBy(() -> StrictYaml.parse(yaml.replace("\\n", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
