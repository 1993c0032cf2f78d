package dev.approvalcopilot.approval.notification.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.approval.notification.Kind;
import dev.approvalcopilot.approval.notification.Message;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * The body of a webhook: a CloudEvent 1.0 in structured mode. The same in each repetition.
 *
 * @param id by which a receiver knows a repetition
 * @param source as in the events of the topics
 * @param subject the action's id
 * @param time when there was something to tell
 */
record NotificationEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        UUID subject,
        Instant time,
        String datacontenttype,
        Data data) {
    private static final String SOURCE = "/approval";
    private static final String TYPE = "notification.v1";

    /** @param recipient OIDC {@code sub} of whom it is for */
    record Data(
            Kind kind,
            RiskLevel level,
            String tool,
            String agent,
            String principal,
            String recipient,
            String connection,
            Instant expiresAt,
            URI link) {}

    static String json(Message message) {
        var data = new Data(
                message.kind(),
                message.level(),
                message.tool(),
                message.agent(),
                message.principal(),
                message.person(),
                message.connection(),
                message.expiresAt(),
                message.link());
        var event = new NotificationEvent(
                "1.0", message.id(), SOURCE, TYPE, message.action(), message.createdAt(), "application/json", data);
        try {
            return Json.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
