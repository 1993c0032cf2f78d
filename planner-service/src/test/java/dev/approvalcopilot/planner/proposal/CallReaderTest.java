package dev.approvalcopilot.planner.proposal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Each of these would be approved by a person and then refused by the gateway or by the provider. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "calendar__create_event | {\"title\":\"T\",\"start\":\"2026-12-03T10:00:00Z\",\"end\":\"2026-12-03T09:00:00Z\"}",
                "calendar__create_event | {\"title\":\"T\",\"start\":\"2026-02-30T10:00:00Z\",\"end\":\"2026-03-03T09:00:00Z\"}",
                "calendar__create_event | {\"title\":\"T\",\"start\":\"2026-12-03T25:99:00Z\",\"end\":\"2026-12-04T09:00:00Z\"}",
                "gmail__send_message | {\"to\":\"bob@acme.test\",\"subject\":\"Q3\\treport\",\"text\":\"T\"}",
                "gmail__send_message | {\"to\":\"bob@acme.test\",\"subject\":\"Q3\\u2028report\",\"text\":\"T\"}",
                "gmail__send_message | {\"to\":\"bob@acme.test\",\"subject\":\"Q3\\u0085report\",\"text\":\"T\"}",
            })
    void refusesWhatCannotBeSentBeforeAnybodyIsAsked(String name, String arguments) {
        assertThat(violations(read(name, arguments))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", " null ", "[]", "\"\""})
    void takesNothingInAnyFormForNoArguments(String arguments) {
        assertThat(read("slack__list_channels", arguments))
                .isInstanceOfSatisfying(
                        ReadCall.Proposable.class,
                        call -> assertThat(call.arguments().isEmpty()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"all\"", "false", "0", "[{}]"})
    void whatSaysSomethingElseIsNotTakenForNoArguments(String arguments) {
        assertThat(violations(read("slack__list_channels", arguments))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "slack__post_message | {\"channel\":\"#ops\",\"text\":\"hi\",\"thread_ts\":\"\"} | thread_ts",
                "calendar__list_events | {\"from\":\"2026-12-03T10:00:00Z\",\"max_results\":\"\"} | max_results",
                "calendar__list_events | {\"from\":\"2026-12-03T10:00:00Z\",\"to\":\"\"} | to",
            })
    void anEmptyTextForAnOptionalArgumentThatTakesNoneIsAbsent(String name, String arguments, String absent) {
        assertThat(read(name, arguments))
                .isInstanceOfSatisfying(
                        ReadCall.Proposable.class,
                        call -> assertThat(call.arguments().has(absent)).isFalse());
    }

    @Test
    void aNullForAnOptionalArgumentIsAbsent() {
        assertThat(read("slack__post_message", "{\"channel\":\"#ops\",\"text\":\"hi\",\"thread_ts\":null}"))
                .isInstanceOfSatisfying(
                        ReadCall.Proposable.class,
                        call -> assertThat(call.arguments().fieldNames())
                                .toIterable()
                                .containsExactly("channel", "text"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"channel\":\"#ops\",\"text\":null}",
                "{\"channel\":\"#ops\",\"text\":\"hi\",\"invented\":null}",
                "{\"channel\":\"#ops\",\"text\":\"\"}",
                "{\"channel\":\"#ops\",\"text\":\"hi\",\"invented\":\"\"}"
            })
    void aNullOrAnEmptyTextForARequiredOrUnknownArgumentIsRefused(String arguments) {
        assertThat(violations(read("slack__post_message", arguments))).isNotEmpty();
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
