package dev.approvalcopilot.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.risk.Repository;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action.tool == 'slack.post_message'",
                "action.connection == 'sign-in-with-slack'",
                "action.principal == 'auth0|ada' && action.agent == 'planner'",
                "action.scopes == ['chat:write']",
                "action.arguments.text == 'Hello'",
                "has(action.arguments.text) && !has(action.arguments.thread_ts)",
                "size(action.texts) == 2 && 'Hello' in action.texts",
                "manifest.riskFloor == 'MEDIUM' && manifest.effect == 'OPAQUE'",
                "manifest.reversibility == 'EXTERNALLY_REVERSIBLE'",
                "history.sameToolLastHour == 0 && !history.firstUseByAgent",
                "now.getHours('Europe/Zurich') == 11 && now.getDayOfWeek() == 1",
                "action.arguments.text.lowerAscii() == 'hello'",
            })
    void seesEachFact(String text) throws PolicyFailed {
        assertThat(compile(text).holds(Examples.message("Hello"), Repository.LIMITS))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            action.tol == 'x'                       | undeclared reference
            action == 'x'                           | undeclared reference
            action.tool == 7                        | no matching overload
            action.tool                             | but found 'string'
            history.sameToolLastHour                | but found 'int'
            action.tool ==                          |
            action.tool = 'x'                       |
            action.tool.replace('a', 'b') == 'x'    | undeclared reference
            """)
    void refusesWhatIsNoQuestionAboutAnAction(String text, String reason) {
        assertThatThrownBy(() -> compile(text))
                .isInstanceOf(BadPolicy.class)
                .hasMessageStartingWith("p.yaml:7: when: ")
                .hasMessageContaining(reason == null ? "" : reason);
    }

    @Test
    void namesTheLineOfTheFile() {
        assertThatThrownBy(() -> compile("true\n&& action.tool == 'x'\n&& action.nothing"))
                .hasMessageStartingWith("p.yaml:9: ");
    }

    @Test
    void refusesAnExpressionThatIsTooLong() {
        assertThatThrownBy(() -> compile("true" + " || true".repeat(Limits.MAX_EXPRESSION_CHARS)))
                .isInstanceOf(BadPolicy.class);
    }

    @Test
    void refusesAnExpressionThatIsTooDeep() {
        assertThatThrownBy(() -> compile("(".repeat(500) + "true" + ")".repeat(500)))
                .isInstanceOf(BadPolicy.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action.arguments.absent == 'x'",
                "action.arguments.channel > 7",
                "action.arguments.channel",
                "action.arguments.channel.matches('(')",
                "7 / size(action.scopes[0].split('')) == 0 && action.scopes[9] == 'x'",
                "timestamp(action.arguments.channel) < now",
                "action.arguments.channel == '#web' ? action.arguments.absent : true",
            })
    void failsClosedOnAnError(String text) {
        assertThatThrownBy(() -> compile(text).holds(Examples.message("Hello"), Repository.LIMITS))
                .isInstanceOfSatisfying(
                        PolicyFailed.class, e -> assertThat(e.kind()).isEqualTo(PolicyFailed.Cause.ERROR));
    }

    @Test
    void carriesNothingOfTheArgumentsInAFailure() {
        assertThatThrownBy(() -> compile("timestamp(action.arguments.text) < now")
                        .holds(Examples.message("canary"), Repository.LIMITS))
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void endsWhenTheStepsAreSpent() {
        var nested = "action.arguments.list.all(a, action.arguments.list.all(b, a != b || a == b))";
        assertThatThrownBy(() -> compile(nested).holds(list(80), new Limits(5_000, Duration.ofSeconds(30))))
                .isInstanceOfSatisfying(
                        PolicyFailed.class, e -> assertThat(e.kind()).isEqualTo(PolicyFailed.Cause.TOO_MANY_STEPS));
    }

    @Test
    void endsWhenTheTimeIsSpent() {
        var nested = "action.arguments.list.all(a, action.arguments.list.all(b, a != b || a == b))";
        assertThatThrownBy(() -> compile(nested).holds(list(80), new Limits(Integer.MAX_VALUE, Duration.ofNanos(1))))
                .isInstanceOfSatisfying(
                        PolicyFailed.class, e -> assertThat(e.kind()).isEqualTo(PolicyFailed.Cause.TIMEOUT));
    }

    @Test
    void endsWhenTheTurnsOfItsLoopsAreSpent() {
        var nested = "action.arguments.list.all(a, action.arguments.list.all(b, a != b || a == b))";
        assertThatThrownBy(
                        () -> compile(nested).holds(list(200), new Limits(Integer.MAX_VALUE, Duration.ofSeconds(30))))
                .isInstanceOf(PolicyFailed.class);
    }

    @Test
    void readsAHostileRegularExpressionInLinearTime() throws PolicyFailed {
        var expression = compile("action.arguments.text.matches('^(a+)+$')");
        assertThat(expression.holds(Examples.message("a".repeat(60_000) + "!"), Repository.LIMITS))
                .isFalse();
    }

    @Test
    void takesNumbersListsObjectsAndNullAsTheyAre() throws PolicyFailed {
        var facts = Examples.withArguments(
                "{\"n\":7,\"d\":0.5,\"b\":true,\"l\":[1,\"x\"],\"o\":{\"t\":\"deep\"},\"z\":null}");
        var expression = compile("action.arguments.n == 7 && action.arguments.d < 1.0 && action.arguments.b == true"
                + " && action.arguments.l[1] == 'x' && action.arguments.o.t == 'deep' && action.arguments.z == null"
                + " && action.texts == ['x', 'deep']");
        assertThat(expression.holds(facts, Repository.LIMITS)).isTrue();
    }

    private static Facts list(int size) {
        var arguments = Examples.arguments("{}");
        var list = arguments.putArray("list");
        for (int i = 0; i < size; i++) {
            list.add(i);
        }
        return Examples.facts("slack.post_message", arguments);
    }

    private static Expression compile(String text) {
        return Expression.compile("p.yaml", 7, text);
    }
}
