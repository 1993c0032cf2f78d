package dev.approvalcopilot.risk.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.risk.Repository;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What several policies together make of an action. */
class VerdictTest {

    @Test
    void takesTheHighestLevelAndEveryReason() {
        var verdict = judge(policy("one_a", "true", "raise: HIGH"), policy("two_b", "true", "raise: MEDIUM"));

        assertThat(verdict.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(verdict.reasons()).extracting(Reason::policy).containsExactly("one_a", "two_b");
        assertThat(verdict.denied()).isFalse();
    }

    @Test
    void deniesIfOneDenies() {
        assertThat(judge(policy("one_a", "true", "deny: true"), policy("two_b", "true", "raise: HIGH"))
                        .denied())
                .isTrue();
    }

    @Test
    void leavesAloneWhatNoPolicyMeans() {
        assertThat(judge(policy("one_a", "false", "deny: true"))).isEqualTo(Verdict.untouched(RiskLevel.MEDIUM));
    }

    @Test
    void countsAFailedPolicyAsHigh() {
        var verdict = judge(policy("broken", "action.arguments.absent == 1", "raise: MEDIUM"));

        assertThat(verdict.level()).isEqualTo(RiskLevel.HIGH);
        assertThat(verdict.reasons())
                .extracting(Reason::code, Reason::policy)
                .containsExactly(tuple("policy_error", "broken"));
        assertThat(verdict.failed()).containsEntry("broken", PolicyFailed.Cause.ERROR);
    }

    @Test
    void countsAPolicyWithoutTimeAsHigh() {
        var set = new PolicySet(
                List.of(policy("slow_one", "action.tool != 'x'", "raise: MEDIUM")),
                new Limits(100_000, Duration.ofNanos(1)));

        assertThat(set.judge(Examples.message("Hello")).level()).isEqualTo(RiskLevel.HIGH);
    }

    @Test
    void lowersNothingByAFailure() {
        var facts = Examples.facts("github.delete_repository", Examples.arguments("{\"owner\":\"o\",\"repo\":\"r\"}"));
        var set = new PolicySet(
                List.of(policy("broken", "action.arguments.absent == 1", "raise: MEDIUM")), Repository.LIMITS);

        assertThat(set.judge(facts).level()).isEqualTo(RiskLevel.CRITICAL);
    }

    @ParameterizedTest
    @EnumSource
    void neverLowers(Raise raise) {
        for (var floor : RiskLevel.values()) {
            assertThat(raise.over(floor)).isGreaterThanOrEqualTo(floor);
        }
    }

    @ParameterizedTest
    @MethodSource("demands")
    void mergesDemandsByTheStricter(Demands one, Demands other, Demands merged) {
        assertThat(one.and(other)).isEqualTo(merged);
        assertThat(other.and(one)).as("in any order").isEqualTo(merged);
        assertThat(merged.and(merged)).isEqualTo(merged);
    }

    static Stream<Arguments> demands() {
        return Stream.of(
                Arguments.of(expiry(60), expiry(30), expiry(30)),
                Arguments.of(expiry(60), Demands.NONE, expiry(60)),
                Arguments.of(quorum(2), quorum(3), quorum(3)),
                Arguments.of(dwell(5), dwell(10), dwell(10)),
                Arguments.of(groups("a", "b"), groups("b", "c"), groups("a", "b", "c")),
                Arguments.of(groups("a"), groups("b"), groups("a", "b")),
                Arguments.of(groups("a"), Demands.NONE, groups("a")),
                Arguments.of(login(), Demands.NONE, login()),
                Arguments.of(excluding(), Demands.NONE, excluding()),
                Arguments.of(reminder(60, null), reminder(30, null), reminder(30, null)),
                Arguments.of(escalation(60, "leads"), escalation(30, "security"), escalation(30, "leads", "security")),
                Arguments.of(reminder(60, true), Demands.NONE, reminder(60, true)),
                Arguments.of(reminder(60, true), login(), reminder(60, true).and(login())),
                Arguments.of(reminder(60, true), reminder(90, true), reminder(60, true)),
                Arguments.of(reminder(60, true), reminder(90, null), reminder(60, null)),
                Arguments.of(Demands.NONE, Demands.NONE, Demands.NONE));
    }

    private static Demands expiry(int minutes) {
        return new Demands(Duration.ofMinutes(minutes), null, null, null, null);
    }

    private static Demands quorum(int approvers) {
        return new Demands(null, approvers, null, null, null);
    }

    private static Demands dwell(int seconds) {
        return new Demands(null, null, null, Duration.ofSeconds(seconds), null);
    }

    private static Demands groups(String... names) {
        return new Demands(null, null, Set.of(names), null, null);
    }

    private static Demands excluding() {
        return new Demands(null, null, null, null, null, true, null, null, null);
    }

    private static Demands reminder(int minutes, Boolean workingTime) {
        return new Demands(null, null, null, null, null, null, Duration.ofMinutes(minutes), null, workingTime);
    }

    private static Demands escalation(int minutes, String... groups) {
        var escalation = new Demands.Escalation(Duration.ofMinutes(minutes), Set.of(groups));
        return new Demands(null, null, null, null, null, null, null, escalation, null);
    }

    private static Demands login() {
        return new Demands(null, null, null, null, true);
    }

    private static Verdict judge(Policy... policies) {
        return new PolicySet(List.of(policies), Repository.LIMITS).judge(Examples.message("Hello"));
    }

    private static Policy policy(String name, String when, String effect) {
        return Policy.read(name + ".yaml", """
                name: %s
                description: For a test.
                when: %s
                %s
                reason: Because.
                """.formatted(name, when, effect));
    }
}
