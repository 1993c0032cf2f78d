package dev.approvalcopilot.approval.inbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of a person's actions.
 *
 * @param next cursor of the page after; null at the end
 * @param unsettled how many of the person's own actions may have happened and wait for their word (state UNKNOWN), whatever the
 *     page lists; at most 1000 are counted; null where nobody asked
 */
public record ActionPage(
        List<ActionSummary> actions,
        @Nullable String next,
        @Nullable Integer unsettled) {
    public ActionPage {
        actions = List.copyOf(actions);
    }

    ActionPage(List<ActionSummary> actions, String next) {
        this(actions, next, null);
    }

    ActionPage withUnsettled(int count) {
        return new ActionPage(actions, next, count);
    }
}
