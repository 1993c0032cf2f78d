package dev.approvalcopilot.approval.page.accounts;

import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Notice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

@CheckedTemplate(basePath = "page/accounts")
final class Templates {
    private Templates() {}

    static native TemplateInstance accounts(Frame frame, List<Notice> notices, AccountsView accounts);

    /** @param connection with the one account in question */
    static native TemplateInstance disconnect(Frame frame, ConnectionView connection);

    /** @param address where the person consents */
    static native TemplateInstance goOn(Frame frame, String provider, String address);

    static native TemplateInstance fragment(Frame frame);
}
