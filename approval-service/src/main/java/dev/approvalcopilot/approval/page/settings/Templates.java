package dev.approvalcopilot.approval.page.settings;

import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.Stamp;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

@CheckedTemplate(basePath = "page/settings")
final class Templates {
    private Templates() {}

    static native TemplateInstance settings(Frame frame, List<Notice> notices, List<SettingsPage.Part> parts);

    /** @param longest hours from login to the end at the latest */
    static native TemplateInstance session(Stamp ends, long longest);
}
