package dev.approvalcopilot.approval.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One thing that is no longer what the person saw: old beside new. */
public record Change(String what, InertText before, InertText now) {
    /**
     * @param shown the document that the form carried
     * @param view what it must hash to: a form cannot make up what was shown
     * @return empty when it does not
     */
    static Optional<ReviewDocument> shown(String shown, Digest view) {
        try {
            var document = Json.MAPPER.readValue(shown, ReviewDocument.class);
            return Optional.ofNullable(document).filter(d -> d.view().equals(view));
        } catch (JsonProcessingException | MalformedJson e) {
            return Optional.empty();
        }
    }

    static List<Change> between(ReviewDocument before, ReviewDocument now) {
        var changes = new ArrayList<Change>();
        var current = texts(now);
        texts(before).forEach((what, text) -> {
            if (!text.equals(current.get(what))) {
                changes.add(new Change(what, InertText.block(text), InertText.block(current.get(what))));
            }
        });
        return changes;
    }

    private static Map<String, String> texts(ReviewDocument document) {
        var texts = new LinkedHashMap<String, String>();
        texts.put("Payload", document.digest().value());
        texts.put("Account", account(document.account()));
        texts.put("Level", document.level().name());
        texts.put("Reasons", lines(Json.MAPPER.valueToTree(document.reasons())));
        texts.put(
                "What the decision needs",
                Json.MAPPER.valueToTree(document.obligations()).toString());
        texts.put("What will change", document.impact());
        texts.put("Scopes", String.join(", ", document.scopes()));
        texts.put("Permissions", String.join(", ", document.permissions()));
        texts.put("What the token could also do", Objects.requireNonNullElse(document.beyond(), "nothing"));
        texts.put("Policies", document.policy().value());
        return texts;
    }

    private static String account(Account account) {
        return account == null ? "none connected" : Question.provider(account.connection()) + ", " + account.id();
    }

    private static String lines(JsonNode reasons) {
        var text = new ArrayList<String>();
        reasons.forEach(reason -> text.add(reason.path("text").asText()));
        return String.join("\n", text);
    }
}
