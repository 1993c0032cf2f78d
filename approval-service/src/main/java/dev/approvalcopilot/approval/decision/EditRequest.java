package dev.approvalcopilot.approval.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.BodyLimits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param digest of the bytes that were shown
 * @param view of the review document that was shown
 * @param arguments all of them, as the tool's schema says; not only those that change
 */
public record EditRequest(
        @NotNull
        @Size(max = BodyLimits.DIGEST)
        @Schema(examples = "sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU")
        String digest,

        @NotNull
        @Size(max = BodyLimits.DIGEST)
        @Schema(examples = "sha-256:n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg")
        String view,

        @NotNull
        @Schema(type = SchemaType.OBJECT, examples = "{\"channel\": \"#builds\", \"text\": \"The build is green.\"}")
        ObjectNode arguments) {

    Decision.Edit toDecision(String key) {
        return new Decision.Edit(
                DecisionRequest.digest(digest, "digest"), DecisionRequest.digest(view, "view"), key, arguments);
    }
}
