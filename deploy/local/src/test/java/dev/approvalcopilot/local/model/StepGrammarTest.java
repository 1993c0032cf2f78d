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
        // What must be seen before comes before.
        assertThat(plan.stages()).last().satisfies(stage -> {
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
                arguments(
                        "look at pull request 7 of octo/website",
                        "github.get_pull_request",
                        with(WEBSITE, "pull_number", 7)),
                arguments("archive the channel #random", "slack.archive_channel", Map.of("name", "random")),
                arguments("list my events", "calendar.list_events", Map.of("from", "2026-01-01T00:00:00Z")),
                arguments(
                        "create an event 'Review, then lunch' from 2026-12-01T10:00:00Z to 2026-12-01T11:00:00Z",
                        "calendar.create_event",
                        Map.of(
                                "title",
                                "Review, then lunch",
                                "start",
                                "2026-12-01T10:00:00Z",
                                "end",
                                "2026-12-01T11:00:00Z")),
                arguments("delete the event 'Lunch'", "calendar.delete_event", Map.of("title", "Lunch")),
                arguments(
                        "read the mail 1a2b3c4d5e6f0001",
                        "gmail.read_message",
                        Map.of("message_id", "1a2b3c4d5e6f0001")),
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
                .isEqualTo(List.of(
                        "slack.list_channels",
                        "slack.post_message",
                        "github.get_repository",
                        "github.delete_repository"));
    }

    @Test
    void doesTheRestOfAGoalThatItUnderstandsInPart() {
        var plan = GoalParser.parse("dance a tango, then list the channels");

        assertThat(plan.stages()).hasSize(1);
        assertThat(plan.notUnderstood()).containsExactly("dance a tango");
    }
}
