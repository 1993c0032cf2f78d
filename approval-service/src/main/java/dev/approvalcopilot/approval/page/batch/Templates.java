package dev.approvalcopilot.approval.page.batch;

import dev.approvalcopilot.approval.page.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "batch")
final class Templates {
    private Templates() {}

    static native TemplateInstance choice(Frame frame, BatchView batch);

    static native TemplateInstance results(Frame frame, BatchResults batch);
}
