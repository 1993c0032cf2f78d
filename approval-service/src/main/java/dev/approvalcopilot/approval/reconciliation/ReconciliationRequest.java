package dev.approvalcopilot.approval.reconciliation;

import dev.approvalcopilot.approval.inbox.Reconciliation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * @param happened what the person found at the provider
 * @param note for the record; may be left out
 */
public record ReconciliationRequest(
        @NotNull @Schema(examples = "true") Boolean happened,

        @Size(max = Reconciliation.MAX_NOTE) @Schema(examples = "The message stands in #general.")
        String note) {}
