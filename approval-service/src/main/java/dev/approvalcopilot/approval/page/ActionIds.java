package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import java.util.UUID;

/** Ids in addresses: what is none leads to the same page as one that is unknown. */
final class ActionIds {
    private ActionIds() {}

    static UUID read(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ApprovalQueries.notFound();
        }
    }
}
