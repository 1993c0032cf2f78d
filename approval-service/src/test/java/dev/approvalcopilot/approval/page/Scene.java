package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Signed;
import dev.approvalcopilot.approval.testing.TheStack;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.ActionProposed.Origin;
import dev.approvalcopilot.contracts.event.RunChanged;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A run as a person would meet it, for the pictures: Ada wants an old repository gone. */
final class Scene {
    private static final String ADA = "auth0|ada";

    private final UUID run = Ids.next();
    private final UUID message;
    private final UUID deletion;

    Scene() {
        var goal =
                "List the open issues of octo/old-site, tell #general what is left, mail legal@acme.test that it goes,"
                        + " then delete the repository octo/old-site.";
        Topics.send(
                new RunChanged(run, ADA, "planner", RunChanged.Change.STARTED, goal, "started", null, Instant.now()));
        message = hold(
                "slack.post_message",
                Map.of(
                        "channel",
                        "#general",
                        "text",
                        "Two issues of old-site are still open:\n- #12 Broken link in the imprint\n- #14 Typo on the start page\n"
                                + "The repository goes today."),
                Map.of("channel", Origin.TYPED, "text", Origin.MODEL),
                "The person asked me to tell the channel before anything is deleted.");
        hold(
                "gmail.send_message",
                Map.of(
                        "to",
                        "legal@acme.test",
                        "subject",
                        "octo/old-site will be deleted",
                        "text",
                        "The repository octo/old-site is deleted today. Two issues are left open."),
                Map.of("to", Origin.TYPED, "subject", Origin.MODEL, "text", Origin.MODEL),
                "Legal wants to know before a repository goes.");
        deletion = hold(
                "github.delete_repository",
                Map.of("owner", "octo", "repo", "old-site", "expected_pushed_at", "2024-11-02T09:41:00Z"),
                Map.of("owner", Origin.TYPED, "repo", Origin.TYPED, "expected_pushed_at", Origin.TOOL_RESULT),
                "Everything else is done, and nobody has pushed to this repository for two years.");
    }

    UUID run() {
        return run;
    }

    UUID message() {
        return message;
    }

    UUID deletion() {
        return deletion;
    }

    private UUID hold(String name, Map<String, String> texts, Map<String, Origin> origins, String rationale) {
        var tool = TheStack.tools().find(name).orElseThrow();
        var manifest = tool.manifest();
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        manifest.arguments().path("properties").fieldNames().forEachRemaining(argument -> {
            if (texts.containsKey(argument)) {
                arguments.put(argument, texts.get(argument));
            }
        });
        var action = new Action(
                URI.create(AnAction.DEPLOYMENT),
                Ids.next(),
                Ids.random128(),
                ADA,
                "planner",
                run,
                name,
                tool.digest(),
                manifest.connection(),
                manifest.scopes(),
                arguments,
                Instant.now());
        var bytes = action.toCanonicalBytes();
        Topics.send(Signed.byRisk(new ActionClassified(
                new ActionProposed(action.id(), bytes, rationale, origins, Instant.now()),
                bytes.digest(),
                manifest.riskFloor(),
                Disposition.HOLD,
                List.of(new Reason(
                        "tool_floor", "The tool itself is never below " + manifest.riskFloor() + ".", "manifest")),
                tool.impact(arguments),
                new Obligations(
                        manifest.riskFloor() == RiskLevel.CRITICAL, 1, List.of(), Duration.ofDays(1), Duration.ZERO),
                Reviews.digest("policies"),
                null,
                Instant.now())));
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }
}
