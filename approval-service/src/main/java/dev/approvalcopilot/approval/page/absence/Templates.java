package dev.approvalcopilot.approval.page.absence;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "page/absence")
final class Templates {
    private Templates() {}

    static native TemplateInstance section(AbsenceView absence);
}
