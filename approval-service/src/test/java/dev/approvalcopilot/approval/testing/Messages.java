package dev.approvalcopilot.approval.testing;

import dev.approvalcopilot.approval.notification.Kind;
import dev.approvalcopilot.approval.notification.Message;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** Messages of an agent with a given name. */
public final class Messages {
    private Messages() {}

    public static Message by(String agent) {
        return by(agent, Kind.WAITING);
    }

    public static Message by(String agent, Kind kind) {
        var action = UUID.fromString("0198f3a0-0000-7000-8000-000000000000");
        return new Message(
                UUID.fromString("0198f3a1-0000-7000-8000-000000000000"),
                action,
                kind,
                RiskLevel.HIGH,
                "Post a message",
                agent,
                "ada@acme.test",
                "slack",
                "auth0|ada",
                "ada@acme.test",
                Instant.parse("2026-11-24T12:00:00Z"),
                Instant.parse("2026-11-25T12:00:00Z"),
                URI.create("https://copilot.example/actions/" + action),
                URI.create("https://copilot.example/settings#notifications"));
    }
}
