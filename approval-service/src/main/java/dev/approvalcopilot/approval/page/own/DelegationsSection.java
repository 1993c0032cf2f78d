package dev.approvalcopilot.approval.page.own;

import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.page.InertText;
import dev.approvalcopilot.approval.page.SignedIn;
import dev.approvalcopilot.approval.page.Stamp;
import dev.approvalcopilot.approval.page.settings.SettingsSection;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Whom the person lets decide, for whom they decide, and a form to let somebody. */
@ApplicationScoped
class DelegationsSection implements SettingsSection {
    private final OwnRulesCopy rules;

    DelegationsSection(OwnRulesCopy rules) {
        this.rules = rules;
    }

    /** @param tools in words */
    record Given(UUID id, InertText to, Stamp from, Stamp until, InertText tools) {}

    record Received(InertText principal, Stamp until) {}

    /** @param typed what stands in the form */
    record View(List<Given> given, List<Received> received, DelegationFields typed) {
        View {
            given = List.copyOf(given);
            received = List.copyOf(received);
        }
    }

    @Override
    public Place place() {
        return Place.DELEGATION;
    }

    @Override
    public TemplateInstance content(SignedIn person) {
        return content(person, new DelegationFields());
    }

    TemplateInstance content(SignedIn person, DelegationFields typed) {
        var now = Instant.now();
        var given = rules.of(person.sub(), now).delegations().stream()
                .map(one -> new Given(
                        one.id(),
                        InertText.line(one.to()),
                        Stamp.of(one.from(), now),
                        Stamp.of(one.until(), now),
                        InertText.line(one.tools().isEmpty() ? "all tools" : String.join(", ", one.tools()))))
                .toList();
        var received = rules.receivedBy(person.sub()).stream()
                .map(one -> new Received(InertText.line(one.principal()), Stamp.of(one.until(), now)))
                .toList();
        return Templates.delegations(new View(given, received, typed));
    }
}
