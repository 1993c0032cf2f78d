package dev.approvalcopilot.approval.page.settings;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.Stamp;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** When this session ends, and how to end all of them. */
@ApplicationScoped
class SessionSection implements SettingsSection {
    private final ApprovalConfig.Session config;

    SessionSection(ApprovalConfig config) {
        this.config = config.session();
    }

    @Override
    public Place place() {
        return Place.SESSION;
    }

    @Override
    public TemplateInstance content(SignedIn person) {
        var now = Instant.now();
        return Templates.session(
                Stamp.of(person.session().endsAt(), now), config.longest().toHours());
    }
}
