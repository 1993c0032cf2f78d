package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.contracts.action.RiskLevel;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * All that a notification says, over whatever channel. There is no place in it for arguments, and none for a decision.
 *
 * @param id the notification's; the same in each repetition
 * @param tool title of the tool, as inert text
 * @param agent who asks, as inert text
 * @param principal for whom the agent acts, as inert text
 * @param connection where the account is, as inert text
 * @param person OIDC {@code sub} of whom it is for; empty for all who read a Slack channel
 * @param address of that person, for mail; empty elsewhere
 * @param link to the action's page, which asks for a login and changes nothing
 * @param settings where the person chooses what to be told
 */
public record Message(
        UUID id,
        UUID action,
        Kind kind,
        RiskLevel level,
        String tool,
        String agent,
        String principal,
        String connection,
        String person,
        String address,
        Instant createdAt,
        Instant expiresAt,
        URI link,
        URI settings) {
    /** Level, tool title, agent. */
    public String subject() {
        return level + ": " + tool + ", " + agent;
    }
}
