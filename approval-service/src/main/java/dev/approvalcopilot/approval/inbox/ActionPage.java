package dev.approvalcopilot.approval.inbox;

import java.util.List;

/**
 * Some of a person's actions.
 *
 * @param next cursor of the page after; null at the end
 */
public record ActionPage(List<ActionSummary> actions, String next) {
    public ActionPage {
        actions = List.copyOf(actions);
    }
}
