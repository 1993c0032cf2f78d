package dev.approvalcopilot.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepGrammarTest {

    private static final Map<String, Object> WEBSITE = Map.of("owner", "octo", "repo", "website");

    @ParameterizedTest
    @MethodSource("goals")
    void understandsGoalsOfOneStep(String goal, String tool, Map<String, Object> expected) {
        var plan = GoalParser.parse(goal);

        assertThat(plan.notUnderstood()).isEmpty();
        assertThat(plan.stages()).hasSize(1).first().satisfies(stage -> {
            assertThat(stage).hasSize(1);
            assertThat(stage.getFirst().step().tool()).isEqualTo(tool);
            assertThat(stage.getFirst().step().arguments()).isEqualTo(expected);
        });
    }

    static Stream<Arguments> goals() {
        return Stream.of(
                arguments("list the issues of octo/website", "github.list_issues", WEBSITE),
                arguments(
                        "Please list all closed issues of octo/website.",
                        "github.list_issues",
                        with(WEBSITE, "state", "closed")),
                arguments("look at the repository octo/website", "github.get_repository", WEBSITE),
                arguments("delete the repository octo/website", "github.delete_repository", WEBSITE),
                arguments(
                        "create an issue in octo/website titled 'Don't panic, and carry on'",
                        "github.create_issue",
                        with(WEBSITE, "title", "Don't panic, and carry on")),
                arguments(
                        "create an issue in octo/website titled \"A\" and saying \"B; then C\"",
                        "github.create_issue",
                        with(with(WEBSITE, "title", "A"), "body", "B; then C")),
                arguments(
                        "comment 'Fixed' on issue 3 of octo/website",
                        "github.comment_on_issue",
                        with(with(WEBSITE, "issue_number", 3), "body", "Fixed")),
                arguments(
                        "merge pull request #7 of octo/website",
                        "github.merge_pull_request",
                        with(WEBSITE, "pull_number", 7)),
                arguments(
                        "merge pull request 7 of octo/website by squash",
                        "github.merge_pull_request",
                        with(with(WEBSITE, "pull_number", 7), "merge_method", "squash")),
                arguments("list the channels", "slack.list_channels", Map.of()),
                arguments(
                        "post 'Done, then?' to #team-web",
                        "slack.post_message",
                        Map.of("channel", "#team-web", "text", "Done, then?")),
                arguments(
                        "tell #general that ada and bob are here",
                        "slack.post_message",
                        Map.of("channel", "#general", "text", "Ada and bob are here.")),
                arguments(
                        "search mail for 'from:bob relaunch'",
                        "gmail.search_messages",
                        Map.of("query", "from:bob relaunch")),
                arguments(
                        "send a mail to bob@acme.test subject 'Relaunch' and saying 'It is done. Thanks!'",
                        "gmail.send_message",
                        Map.of("to", "bob@acme.test", "subject", "Relaunch", "text", "It is done. Thanks!")));
    }

    private static Map<String, Object> with(Map<String, Object> arguments, String name, Object value) {
        var more = new HashMap<>(arguments);
        more.put(name, value);
        return Map.copyOf(more);
    }

    @Test
    void putsSentencesOneAfterTheOther() {
        var plan = GoalParser.parse(
                "List the channels. Post 'Hello.' to #general. Then delete the repository octo/old-site.");

        assertThat(plan.stages().stream()
                        .map(stage -> stage.getFirst().step().tool())
                        .toList())
                .isEqualTo(List.of("slack.list_channels", "slack.post_message", "github.delete_repository"));
    }

    @Test
    void doesTheRestOfAGoalThatItUnderstandsInPart() {
        var plan = GoalParser.parse("dance a tango, then list the channels");

        assertThat(plan.stages()).hasSize(1);
        assertThat(plan.notUnderstood()).containsExactly("dance a tango");
    }
}
