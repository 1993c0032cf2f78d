package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param digest of the bytes that were shown
 * @param view of the review document that was shown
 * @param reason needed to reject; the agent reads it
 */
public record DecisionRequest(
        @NotNull @Schema(examples = "approve") Word decision,

        @NotNull @Schema(examples = "sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
        String digest,

        @NotNull @Schema(examples = "sha-256:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg")
        String view,

        @Size(max = Decision.Reject.MAX_REASON) @Schema(examples = "Archive it instead")
        String reason) {
    /** The two words. */
    public enum Word {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }
}
