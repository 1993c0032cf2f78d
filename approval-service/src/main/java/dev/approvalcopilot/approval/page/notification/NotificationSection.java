package dev.approvalcopilot.approval.page.notification;

import dev.approvalcopilot.approval.identity.KnownPerson;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.notification.Carrier;
import dev.approvalcopilot.approval.notification.PreferenceRows;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsSection;
import io.quarkus.arc.All;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Channels, levels and quiet hours, as they count now. */
@ApplicationScoped
class NotificationSection implements SettingsSection {
    private final PreferenceRows preferences;
    private final People people;
    private final List<Carrier> carriers;

    NotificationSection(PreferenceRows preferences, People people, @All List<Carrier> carriers) {
        this.preferences = preferences;
        this.people = people;
        this.carriers = carriers;
    }

    @Override
    public Place place() {
        return Place.NOTIFICATIONS;
    }

    @Override
    public TemplateInstance content(SignedIn person) {
        var email = people.known(Set.of(person.sub())).stream().findFirst().flatMap(KnownPerson::email);
        return Templates.section(NotificationView.of(preferences.of(person.sub()), carriers, email));
    }
}
