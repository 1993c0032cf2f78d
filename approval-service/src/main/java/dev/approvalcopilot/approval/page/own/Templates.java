package dev.approvalcopilot.approval.page.own;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "page/own")
final class Templates {
    private Templates() {}

    static native TemplateInstance limits(LimitsSection.View view);

    static native TemplateInstance delegations(DelegationsSection.View view);
}
