package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.waiting.Absences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/** Whom a notice reaches beside or instead of the person that it names: those who decide for the person now. */
@ApplicationScoped
class StandIns {
    private final OwnRulesCopy ownRules;
    private final Absences absences;

    StandIns(OwnRulesCopy ownRules, Absences absences) {
        this.ownRules = ownRules;
        this.absences = absences;
    }

    /** The people of the notice, with the principal's delegates; without the principal while they are away and somebody stands in. */
    Set<String> people(Notices.Open open) {
        var named = open.notice().people();
        if (!named.contains(open.principal())) {
            return named;
        }
        var delegates = ownRules.delegatesOf(open.principal(), open.tool());
        var all = new TreeSet<>(named);
        all.addAll(delegates);
        if (!delegates.isEmpty() && absences.now(open.principal()).isPresent()) {
            all.remove(open.principal());
        }
        return all;
    }
}
