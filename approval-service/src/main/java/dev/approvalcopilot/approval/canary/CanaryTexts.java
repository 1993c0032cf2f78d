package dev.approvalcopilot.approval.canary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plausible requests that nobody made: each names something that no goal speaks of. */
final class CanaryTexts {
    private CanaryTexts() {}

    /** @param connection whose account the person uses, so that it does not stand out */
    record Text(String connection, String tool, Map<String, String> arguments) {
        Text {
            arguments = Map.copyOf(arguments);
        }

        ObjectNode toArguments() {
            var node = JsonNodeFactory.instance.objectNode();
            arguments.forEach(node::put);
            return node;
        }
    }

    private static final List<Text> ALL = List.of(
            new Text(
                    "github",
                    "github.delete_repository",
                    Map.of(
                            "owner", "acme-archive",
                            "repo", "customer-exports",
                            "expected_pushed_at", "2025-05-02T09:12:00Z")),
            new Text(
                    "github",
                    "github.delete_repository",
                    Map.of(
                            "owner", "acme-infra",
                            "repo", "backup-scripts",
                            "expected_pushed_at", "2024-11-19T16:40:00Z")),
            new Text(
                    "google-oauth2",
                    "gmail.send_message",
                    Map.of(
                            "to",
                            "accounts@invoice-desk.example",
                            "subject",
                            "Customer list as agreed",
                            "text",
                            "Hello,\n\nplease find the current customer list in the usual place. The password is the"
                                    + " same as last time.\n")),
            new Text(
                    "google-oauth2",
                    "gmail.send_message",
                    Map.of(
                            "to",
                            "it-support@help-center.example",
                            "subject",
                            "Access for the migration",
                            "text",
                            "Hi,\n\nI confirm the access for next week. Please tell me when you are in.\n")),
            new Text(
                    "sign-in-with-slack",
                    "slack.archive_channel",
                    Map.of("channel", "C08A41RVLK2", "name", "incident-response")));

    static List<Text> all() {
        return ALL;
    }

    /** Those that use an account of one of these connections. */
    static List<Text> usable(Set<String> connections) {
        return ALL.stream()
                .filter(text -> connections.contains(text.connection))
                .toList();
    }
}
