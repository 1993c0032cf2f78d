package dev.approvalcopilot.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.review.ReviewDocument;
import java.time.Instant;
import java.util.UUID;

/**
 * An action as the approval-service shows it to the person who decides.
 *
 * @param action what the canonical bytes say
 * @param view null when it is not clear which account is meant
 * @param connectHint null when an account is connected
 * @param beyond what the token could do beyond the call; may be null
 * @param decision null while pending
 * @param outcome null until the gateway reports
 * @param reconciliation null unless a person settled an UNKNOWN
 * @param halted null unless an operator halted what it needs
 */
public record Action(
        UUID id,
        State state,
        String sentence,
        String title,
        RiskLevel level,
        JsonNode action,
        String digest,
        String view,
        ReviewDocument review,
        String account,
        String connectHint,
        String question,
        String beyond,
        String reversibility,
        String reversibilityWords,
        boolean needsFreshLogin,
        String impact,
        String rationale,
        Instant createdAt,
        Instant expiresAt,
        Decision decision,
        Outcome outcome,
        Reconciliation reconciliation,
        Halted halted) {

    /** @param by null when nobody did it @param reason of a rejection */
    public record Decision(State verdict, String by, String reason, Instant at) {}

    /** What the gateway reported; members that it did not say are null. */
    public record Outcome(JsonNode result, String code, String detail, Instant dispatchedAt, Instant at) {}

    /** What a person found. */
    public record Reconciliation(boolean happened, String note, String by, Instant at) {}

    /** What an operator has halted that it needs. */
    public record Halted(String scope, String reason, Instant since) {}

    public String tool() {
        return action.path("tool").asText();
    }

    public JsonNode arguments() {
        return action.path("arguments");
    }

    /** Whether running it can leave an effect at the provider. */
    public boolean changesSomething() {
        return !"READ_ONLY".equals(reversibility);
    }
}
