package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.inbox.StorableText;
import dev.approvalcopilot.contracts.event.BodyLimits;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param digest of the bytes that were shown
 * @param view of the review document that was shown; only to approve: a no needs none, and none is compared
 * @param preset one of the prepared reasons
 * @param reason in the person's words; to reject, this or a preset is needed, and the agent reads both
 * @param text needed to answer: the agent reads it, and that nothing was executed
 */
public record DecisionRequest(
        @NotNull @Schema(examples = "approve") Word decision,

        @NotNull
        @Size(max = BodyLimits.DIGEST)
        @Schema(examples = "sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
        String digest,

        @Size(max = BodyLimits.DIGEST) @Schema(examples = "sha-256:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg")
        String view,

        RejectionReason preset,

        @Size(max = Decision.Reject.MAX_REASON) @Schema(examples = "Archive it instead")
        String reason,

        @Size(max = Decision.Answer.MAX_TEXT) @Schema(examples = "The channel for this is #builds")
        String text) {
    /** The three words. */
    @Schema(name = "DecisionWord")
    public enum Word {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT,
        @JsonProperty("answer")
        ANSWER
    }

    /** @throws ProblemException for what is no decision */
    Decision toDecision(String key) {
        var shown = digest(digest, "digest");
        return switch (decision) {
            case APPROVE -> new Decision.Approve(shown, digest(view, "view"), key);
            case REJECT -> new Decision.Reject(shown, key, reasonText());
            case ANSWER -> new Decision.Answer(shown, key, answerText());
        };
    }

    private String reasonText() {
        var all = RejectionReason.text(preset == null ? null : preset.words(), reason);
        if (all.isEmpty()) {
            throw new ProblemException(
                    ApprovalProblem.REASON_NEEDED, "Say why, in preset or reason: the agent will read it.");
        }
        if (all.length() > Decision.Reject.MAX_REASON) {
            throw new ProblemException(
                    ApprovalProblem.REASON_NEEDED,
                    "Preset and reason together have at most " + Decision.Reject.MAX_REASON + " characters.");
        }
        return StorableText.of(all);
    }

    private String answerText() {
        if (text == null || text.isBlank()) {
            throw new ProblemException(ApprovalProblem.ANSWER_NEEDED, "Say it in text: the agent will read it.");
        }
        return StorableText.of(text.strip());
    }

    static Digest digest(String text, String member) {
        if (text == null) {
            throw new ProblemException(ApprovalProblem.BAD_REQUEST, member + " is needed");
        }
        try {
            return new Digest(text);
        } catch (MalformedJson e) {
            throw new ProblemException(ApprovalProblem.BAD_REQUEST, member + " is not a digest");
        }
    }
}
