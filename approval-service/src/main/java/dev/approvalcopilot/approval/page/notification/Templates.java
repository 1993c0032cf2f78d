package dev.approvalcopilot.approval.page.notification;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

@CheckedTemplate(basePath = "page/notification")
final class Templates {
    private Templates() {}

    static native TemplateInstance section(NotificationView view);
}
