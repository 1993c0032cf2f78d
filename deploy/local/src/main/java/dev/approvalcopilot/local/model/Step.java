package dev.approvalcopilot.local.model;

import java.util.HashMap;
import java.util.Map;

/**
 * One call that the goal asks for.
 *
 * @param tool as in the manifests, such as {@code slack.post_message}
 * @param arguments as JSON values; a text may hold {@link #OPEN_ISSUES}
 * @param phrase what it does, to be read after "to"
 * @param correction arguments to try once if the first ones are invalid; empty for none
 */
record Step(String tool, Map<String, Object> arguments, String phrase, Map<String, Object> correction) {

    /** Stands in a text for the number of open issues that an earlier step found. */
    static final String OPEN_ISSUES = "{open issues}";

    /** A tool that nobody offers, for tests of what happens then. */
    static final String UNKNOWN_TOOL = "calendar.book_room";

    Step {
        arguments = Map.copyOf(arguments);
        correction = Map.copyOf(correction);
    }

    static Step of(String tool, Map<String, Object> arguments, String phrase) {
        return new Step(tool, arguments, phrase, Map.of());
    }

    /** OpenAI's function names have no dots. */
    String functionName() {
        return tool.replace(".", "__");
    }

    /** Whether it only looks. */
    boolean isRead() {
        return switch (tool) {
            case "github.list_issues",
                    "github.get_repository",
                    "github.get_pull_request",
                    "slack.list_channels",
                    "gmail.search_messages",
                    "gmail.read_message",
                    "calendar.list_events" -> true;
            default -> false;
        };
    }

    /** The same with these arguments, too. */
    Step with(Map<String, Object> more) {
        var all = new HashMap<>(arguments);
        all.putAll(more);
        return new Step(tool, all, phrase, correction);
    }

    String text(String argument) {
        return arguments.get(argument) instanceof String text ? text : "";
    }
}
