package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ActionSummary.Marks;
import java.util.ArrayList;
import java.util.List;

/** What a row of the inbox says of how far its action is and who looks at it. */
final class RowMarks {
    private RowMarks() {}

    /** @param marks null for nothing to say */
    static List<InertText> of(Marks marks) {
        return marks == null ? List.of() : of(marks.given(), marks.needed(), marks.claimedBy());
    }

    static List<InertText> of(ActionDetail action) {
        var waiting = action.waiting();
        if (waiting == null) {
            return List.of();
        }
        var progress = action.approvals();
        return of(
                progress == null ? 0 : progress.given().size(),
                progress == null ? 1 : progress.needed(),
                waiting.claim() == null ? null : waiting.claim().name());
    }

    private static List<InertText> of(int given, int needed, String claimedBy) {
        var marks = new ArrayList<InertText>();
        if (needed > 1) {
            marks.add(InertText.line(given + " of " + needed + " approvals"));
        }
        if (claimedBy != null) {
            marks.add(InertText.line(claimedBy + " is looking at it"));
        }
        return marks;
    }
}
