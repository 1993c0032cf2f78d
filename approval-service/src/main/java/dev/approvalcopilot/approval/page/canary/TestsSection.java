package dev.approvalcopilot.approval.page.canary;

import dev.approvalcopilot.approval.attention.Canaries;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsSection;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the person wants a made-up request now and then. */
@ApplicationScoped
class TestsSection implements SettingsSection {
    private final Canaries canaries;

    TestsSection(Canaries canaries) {
        this.canaries = canaries;
    }

    @Override
    public Place place() {
        return Place.TESTS;
    }

    @Override
    public TemplateInstance content(SignedIn person) {
        return Templates.tests(canaries.areOn(), canaries.tests(person.sub()));
    }
}
