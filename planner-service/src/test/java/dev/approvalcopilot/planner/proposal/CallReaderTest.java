package dev.approvalcopilot.planner.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallReaderTest {

    private final CallReader reader = new CallReader(new ModelTools(ShippedTools.CATALOG));

    @Test
    void acceptsWhatTheSchemaAccepts() {
        assertThat(read(
                        "github__delete_repository",
                        "{\"owner\":\"acme\",\"repo\":\"old-site\",\"expected_pushed_at\":\"2023-02-14T16:20:00Z\"}"))
                .asInstanceOf(InstanceOfAssertFactories.type(ReadCall.Proposable.class))
                .satisfies(call -> assertThat(call.tool().name()).isEqualTo("github.delete_repository"))
                .satisfies(call ->
                        assertThat(call.arguments().path("repo").asText()).isEqualTo("old-site"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"github.delete_repository", "github__delete_everything", "", "toString"})
    void knowsOnlyTheCatalogsFunctions(String name) {
        assertThat(read(name, "{}")).isInstanceOf(ReadCall.UnknownTool.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"owner\":\"acme\"}",
                "{\"owner\":\"acme\",\"repo\":\"../..\"}",
                "{\"owner\":\"acme\",\"repo\":\"old-site\",\"expected_pushed_at\":\"2023-02-14T16:20:00Z\",\"force\":true}",
                "{\"owner\":\"acme\",\"repo\":\"old-site\",\"expected_pushed_at\":\"2023-02-14T16:20:00Z\",\"repo\":\"website\"}",
                "{\"owner\":\"acme\",\"repo\":\"old-site\",\"expected_pushed_at\":\"2023-02-14T16:20:00Z\"} {}",
                "{\"owner\":\"acme\",\"repo\":\"old-site\",\"expected_pushed_at\":\"2023-02-14T16:20:00Z\"",
                "{\"owner\":\"acme\",\"repo\":\"\\uD83D\"}",
                "{\"owner\":\"acme\",\"repo\":\"\uD83D\"}",
                "[]",
                "null",
                "delete it"
            })
    void refusesWhatTheSchemaOrStrictJsonRefuses(String arguments) {
        assertThat(violations(read("github__delete_repository", arguments))).isNotEmpty();
    }

    @Test
    void takesAnEmptyTextForNoArguments() {
        assertThat(read("slack__list_channels", "")).isInstanceOf(ReadCall.Proposable.class);
    }

    @Test
    void neverTellsMoreThanTenViolations() {
        var many = new StringBuilder(
                "{\"owner\":\"acme\",\"repo\":\"old-site\",\"expected_pushed_at\":\"2023-02-14T16:20:00Z\"");
        for (int i = 0; i < 100; i++) {
            many.append(",\"x").append(i).append("\":1");
        }
        assertThat(violations(read("github__delete_repository", many + "}"))).hasSize(10);
    }

    private ReadCall read(String name, String arguments) {
        return reader.read(ToolExecutionRequest.builder()
                .id("call_1")
                .name(name)
                .arguments(arguments)
                .build());
    }

    private static List<String> violations(ReadCall call) {
        return switch (call) {
            case ReadCall.BrokenSchema broken -> broken.violations();
            case ReadCall.Proposable _, ReadCall.UnknownTool _ -> List.of();
        };
    }
}
