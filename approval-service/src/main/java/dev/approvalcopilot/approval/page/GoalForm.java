package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.contracts.Ids;

/**
 * The field for a goal, wherever it stands: {@code page/goalForm.html}.
 *
 * @param key the same when the form is sent twice
 * @param typed what stood in it, when it is shown again
 * @param error what is wrong with it; empty for nothing
 */
public record GoalForm(String key, String typed, String error) {
    /** An empty one. */
    public static GoalForm fresh() {
        return new GoalForm(Ids.random128(), "", "");
    }
}
