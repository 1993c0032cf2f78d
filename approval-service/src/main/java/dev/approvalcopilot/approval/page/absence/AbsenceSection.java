package dev.approvalcopilot.approval.page.absence;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsSection;
import dev.approvalcopilot.approval.waiting.Absences;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;

/** When the person is out of office. */
@ApplicationScoped
class AbsenceSection implements SettingsSection {
    private final Absences absences;
    private final ZoneId zone;

    AbsenceSection(Absences absences, ApprovalConfig config) {
        this.absences = absences;
        this.zone = config.workingHours().zone();
    }

    @Override
    public Place place() {
        return Place.ABSENCE;
    }

    @Override
    public TemplateInstance content(SignedIn person) {
        return Templates.section(absences.of(person.sub())
                .map(absence -> AbsenceView.of(absence, zone, Instant.now()))
                .orElseGet(() -> AbsenceView.none(zone)));
    }
}
