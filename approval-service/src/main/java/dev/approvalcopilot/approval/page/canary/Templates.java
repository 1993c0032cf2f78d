package dev.approvalcopilot.approval.page.canary;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "page/canary")
final class Templates {
    private Templates() {}

    /** @param on whether this installation has tests @param wanted whether the person asked for them */
    static native TemplateInstance tests(boolean on, boolean wanted);
}
