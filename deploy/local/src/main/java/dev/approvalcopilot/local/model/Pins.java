package dev.approvalcopilot.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Some calls name what the agent saw: the last push to a repository, the id behind a name. This is which look comes first,
 * and what is taken from it.
 */
sealed interface Pins {

    /** The read to make first. */
    Step look();

    /** The arguments that its result gives; empty if what is looked for is not there. */
    Map<String, Object> seen(JsonNode result);

    /** One value of one thing. */
    record Value(Step look, String field, String argument) implements Pins {
        @Override
        public Map<String, Object> seen(JsonNode result) {
            var value = result.path(field);
            return value.isTextual() ? Map.of(argument, value.asText()) : Map.of();
        }
    }

    /** Values of the one entry of a list that has this name. @param fields in the entry to arguments */
    record Entry(Step look, String nameField, String name, Map<String, String> fields) implements Pins {
        @Override
        public Map<String, Object> seen(JsonNode result) {
            for (var entry : result) {
                if (entry.path(nameField).asText().equalsIgnoreCase(name)) {
                    var arguments = new HashMap<String, Object>();
                    fields.forEach((field, argument) ->
                            arguments.put(argument, entry.path(field).asText()));
                    return arguments;
                }
            }
            return Map.of();
        }
    }

    /** Empty if the call needs no look, or was told what it would find. */
    static Optional<Pins> of(Step step) {
        return switch (step.tool()) {
            case "github.delete_repository" ->
                unless(step, "expected_pushed_at", new Value(repository(step), "pushed_at", "expected_pushed_at"));
            case "github.merge_pull_request" ->
                unless(step, "expected_head_sha", new Value(pullRequest(step), "head_sha", "expected_head_sha"));
            case "slack.archive_channel" ->
                unless(
                        step,
                        "channel",
                        new Entry(StepGrammar.listChannels(), "name", step.text("name"), Map.of("id", "channel")));
            case "calendar.delete_event" ->
                unless(
                        step,
                        "event_id",
                        new Entry(
                                StepGrammar.listEvents(),
                                "title",
                                step.text("title"),
                                Map.of("id", "event_id", "title", "title", "updated", "expected_updated")));
            default -> Optional.empty();
        };
    }

    private static Optional<Pins> unless(Step step, String argument, Pins pins) {
        return step.arguments().containsKey(argument) ? Optional.empty() : Optional.of(pins);
    }

    private static Step repository(Step step) {
        var arguments = Map.<String, Object>of("owner", step.text("owner"), "repo", step.text("repo"));
        return Step.of("github.get_repository", arguments, "look at the repository " + name(step));
    }

    private static Step pullRequest(Step step) {
        return StepGrammar.lookAtPullRequest(step.text("owner"), step.text("repo"), (Integer)
                step.arguments().get("pull_number"));
    }

    private static String name(Step step) {
        return step.text("owner") + "/" + step.text("repo");
    }
}
