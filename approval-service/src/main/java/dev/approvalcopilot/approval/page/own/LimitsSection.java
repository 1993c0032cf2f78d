package dev.approvalcopilot.approval.page.own;

import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.page.InertText;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.settings.SettingsSection;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What no agent may do for the person, and a form to forbid more. */
@ApplicationScoped
class LimitsSection implements SettingsSection {
    private final OwnRulesCopy rules;

    LimitsSection(OwnRulesCopy rules) {
        this.rules = rules;
    }

    record Row(UUID id, InertText words) {}

    /** @param typed what stands in the form */
    record View(List<Row> limits, LimitFields typed) {
        View {
            limits = List.copyOf(limits);
        }
    }

    @Override
    public Place place() {
        return Place.LIMITS;
    }

    @Override
    public TemplateInstance content(SignedIn person) {
        return content(person, new LimitFields());
    }

    TemplateInstance content(SignedIn person, LimitFields typed) {
        var rows = rules.of(person.sub(), Instant.now()).limits().stream()
                .map(limit -> new Row(limit.id(), InertText.line(limit.words())))
                .toList();
        return Templates.limits(new View(rows, typed));
    }
}
