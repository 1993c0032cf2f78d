package dev.approvalcopilot.approval.page.settings;

import dev.approvalcopilot.approval.page.Frame;
import dev.approvalcopilot.approval.page.Html;
import dev.approvalcopilot.approval.page.Notice;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsSection.Place;
import io.quarkus.arc.All;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The whole page, alone or with what has to be said first. For the forms of its sections too. */
@RequestScoped
public class SettingsPage {
    private static final int OK = 200;

    private final List<SettingsSection> sections;
    private final SignedIn person;

    /** A section as the template wants it. @param html rendered by its own template */
    record Part(Place place, RawString html) {}

    SettingsPage(@All List<SettingsSection> sections, SignedIn person) {
        this.sections = sections.stream()
                .sorted(Comparator.comparing(SettingsSection::place))
                .toList();
        this.person = person;
    }

    Response show() {
        return page(OK, List.of(), section -> section.content(person));
    }

    /** The page again, with a notice on top and one section with what was typed into it. */
    public Response again(int status, Notice notice, Place place, TemplateInstance typed) {
        return page(status, List.of(notice), section -> section.place() == place ? typed : section.content(person));
    }

    private Response page(int status, List<Notice> notices, Function<SettingsSection, TemplateInstance> content) {
        var parts = sections.stream()
                .map(section -> new Part(
                        section.place(), new RawString(content.apply(section).render())))
                .toList();
        var title = notices.isEmpty() ? "Settings" : notices.getFirst().title() + ": Settings";
        return Html.page(
                status, Templates.settings(Frame.still(Frame.Section.SETTINGS, title, person), notices, parts));
    }
}
