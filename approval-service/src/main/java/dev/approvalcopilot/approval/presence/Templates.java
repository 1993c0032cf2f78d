package dev.approvalcopilot.approval.presence;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "step-up")
final class Templates {
    private Templates() {}

    /** The page with the one button. */
    static native TemplateInstance offer(String action, String ticket);
}
