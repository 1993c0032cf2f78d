package dev.approvalcopilot.approval.page.runs;

import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.GoalForm;
import dev.approvalcopilot.approval.page.Notice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

@CheckedTemplate(basePath = "page/runs")
final class Templates {
    private Templates() {}

    /** @param more address of what follows; empty at the end */
    static native TemplateInstance runs(
            Frame frame, List<Notice> notices, GoalForm form, List<RunRow> rows, String more);

    static native TemplateInstance row(RunRow row);

    static native TemplateInstance run(Frame frame, List<Notice> notices, RunView run);

    /** The part that follows what happens. @param swapped whether it replaces one on a page that stands */
    static native TemplateInstance standing(RunView run, boolean swapped);
}
