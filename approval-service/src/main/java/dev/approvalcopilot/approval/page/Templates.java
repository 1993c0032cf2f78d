package dev.approvalcopilot.approval.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

@CheckedTemplate(basePath = "page")
final class Templates {
    private Templates() {}

    static native TemplateInstance inbox(Frame frame, InboxView inbox);

    static native TemplateInstance row(InboxView.Row row);

    /** @param typed into a rejection that is shown again */
    static native TemplateInstance detail(
            Frame frame, DetailView action, List<Notice> notices, List<Change> changes, Typed typed);

    /** The part that follows the action's state. @param swapped whether it replaces one on a page that stands */
    static native TemplateInstance standing(DecisionBar bar, long foldedParts, Typed typed, boolean swapped);

    /** What only the person can settle; empty for nothing. */
    static native TemplateInstance unsettled(InboxView.Unsettled unsettled);

    /** What stands still; empty for nothing. */
    static native TemplateInstance halts(List<HaltNotice> halts);

    static native TemplateInstance edit(Frame frame, EditView edit);

    /** Where the whole cannot be shown. */
    static native TemplateInstance reduced(Frame frame, ReducedView action, String correlationId);

    static native TemplateInstance problem(Frame frame, String text, String correlationId);

    static native TemplateInstance signedOut(Frame frame);
}
