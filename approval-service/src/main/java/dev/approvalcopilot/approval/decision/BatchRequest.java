package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.contracts.event.BodyLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param decisions each on its own; no action twice */
public record BatchRequest(
        @NotEmpty @Size(max = BatchRequest.MAX_ITEMS) List<@NotNull @Valid Item> decisions) {
    public static final int MAX_ITEMS = BodyLimits.DECISIONS;

    public BatchRequest {
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    /** A decision as in {@link DecisionRequest}, with the action that it is about. */
    @Schema(name = "BatchItem")
    public record Item(
            @NotNull @Schema(examples = "0198f3a0-0000-7000-8000-000000000000")
            UUID id,

            @NotNull @Schema(examples = "reject") DecisionRequest.Word decision,

            @NotNull
            @Size(max = BodyLimits.DIGEST)
            @Schema(examples = "sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
            String digest,

            @Size(max = BodyLimits.DIGEST) @Schema(examples = "sha-256:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg")
            String view,

            RejectionReason preset,

            @Size(max = Decision.Reject.MAX_REASON) @Schema(examples = "Not today")
            String reason,

            @Size(max = Decision.Answer.MAX_TEXT) String text) {
        DecisionRequest request() {
            return new DecisionRequest(decision, digest, view, preset, reason, text);
        }
    }
}
