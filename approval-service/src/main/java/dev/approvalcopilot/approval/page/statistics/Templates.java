package dev.approvalcopilot.approval.page.statistics;

import dev.approvalcopilot.approval.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "page/statistics")
final class Templates {
    private Templates() {}

    static native TemplateInstance statistics(Frame frame, StatisticsView view);
}
