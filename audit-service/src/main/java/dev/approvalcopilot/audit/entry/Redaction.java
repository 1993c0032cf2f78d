package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import java.util.Base64;
import java.util.List;

/**
 * What readers see of an entry's data. A grant is a bearer of authority and may carry ID tokens: of it only listed claims are
 * shown, without signature and without evidence. Decided by the topic, so that a type of tomorrow on the grants' topic stays
 * hidden until somebody says what of it may be seen.
 */
final class Redaction {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> SHOWN_CLAIMS = List.of(
            "iss", "aud", "jti", "iat", "nbf", "exp", "sub", "act", "authorization_details", "view", "level", "epoch");

    private Redaction() {}

    static JsonNode of(Entry entry) {
        if (!entry.topic().equals(Topic.GRANTS_ISSUED.topicName())) {
            return entry.data();
        }
        return entry.type().equals(EventType.GRANT_ISSUED.type()) ? grant(entry.data()) : hidden();
    }

    private static JsonNode grant(JsonNode data) {
        var shown = JSON.objectNode();
        copy(data, shown, "id");
        copy(data, shown, "action");
        shown.set("grant", claims(data.path("grant").asText("")));
        return shown;
    }

    private static JsonNode claims(String compact) {
        var parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return hidden();
        }
        try {
            var claims = StrictJson.parse(Base64.getUrlDecoder().decode(parts[1]));
            var shown = JSON.objectNode();
            SHOWN_CLAIMS.forEach(name -> copy(claims, shown, name));
            var approvers = shown.putArray("approvers");
            claims.path("approvers").forEach(approver -> approvers.add(approver(approver)));
            return shown;
        } catch (MalformedJson | IllegalArgumentException e) {
            return hidden();
        }
    }

    /** Who and when, and of the evidence only of which kind it is. */
    private static ObjectNode approver(JsonNode approver) {
        var shown = JSON.objectNode();
        copy(approver, shown, "sub");
        copy(approver, shown, "at");
        var kinds = shown.putArray("evidence");
        approver.path("evidence")
                .forEach(evidence -> kinds.add(evidence.path("kind").asText("")));
        return shown;
    }

    private static void copy(JsonNode from, ObjectNode to, String member) {
        if (from.has(member)) {
            to.set(member, from.get(member));
        }
    }

    private static ObjectNode hidden() {
        return JSON.objectNode().put("hidden", true);
    }
}
