package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * What the log keeps of an event's data, and what readers see of an entry's. A grant is a bearer of authority and may carry ID tokens: of it only listed claims are
 * shown, without signature and without evidence. Decided by the topic, so that a type of tomorrow on the grants' topic stays
 * hidden until somebody says what of it may be seen.
 */
final class Redaction {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> SHOWN_CLAIMS = List.of(
            "iss", "aud", "jti", "iat", "nbf", "exp", "sub", "act", "authorization_details", "view", "level", "epoch");

    private Redaction() {}

    /** The data of an event as the log keeps it: of a grant what is shown, with digests of what is not. */
    static JsonNode toStore(ReceivedEvent event) {
        if (!event.topic().equals(Topic.GRANTS_ISSUED.topicName())) {
            return event.data();
        }
        return event.type().equals(EventType.GRANT_ISSUED.type()) ? grant(event.data()) : hidden();
    }

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
        var grant = data.path("grant");
        // From the log it comes as the log keeps it.
        shown.set("grant", grant.isObject() ? grant : claims(grant.asText("")));
        return shown;
    }

    private static JsonNode claims(String compact) {
        var parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return hidden();
        }
        try {
            var claims = StrictJson.parse(Base64.getUrlDecoder().decode(parts[1]), GrantClaims.MAX_LENGTH);
            var shown = JSON.objectNode();
            SHOWN_CLAIMS.forEach(name -> copy(claims, shown, name));
            shown.put("digest", digest(compact));
            var approvers = shown.putArray("approvers");
            claims.path("approvers").forEach(approver -> approvers.add(approver(approver)));
            return shown;
        } catch (MalformedJson | IllegalArgumentException e) {
            return hidden();
        }
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).value();
    }

    /** Who and when, and of the evidence only of which kind it is, and its digest. */
    private static ObjectNode approver(JsonNode approver) {
        var shown = JSON.objectNode();
        copy(approver, shown, "sub");
        copy(approver, shown, "at");
        var kinds = shown.putArray("evidence");
        var digests = shown.putArray("evidenceDigests");
        for (var evidence : approver.path("evidence")) {
            kinds.add(evidence.path("kind").asText(""));
            digests.add(digest(evidence.path("value").asText("")));
        }
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
