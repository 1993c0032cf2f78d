package dev.approvalcopilot.local.demo;

import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.Providers.Effect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares what was approved with what the providers did and with what the audit log says. */
final class Proof {
    private static final List<String> BEFORE = List.of("action.proposed", "action.classified", "action.pending");
    private static final List<String> AFTER_APPROVAL =
            List.of("action.approved", "grant.issued", "action.dispatching", "action.succeeded");
    private static final List<String> AFTER_REJECTION = List.of("action.rejected");

    private Proof() {}

    /** Exactly the approved effects, each once, in the person's name, made with a token that was asked for with its digest. */
    static List<String> effects(Collection<Action> approved, String sub, List<Effect> effects) {
        var differences = new ArrayList<String>();
        var wanted = approved.stream()
                .filter(Action::changesSomething)
                .collect(Collectors.toMap(Action::digest, action -> action));
        var found = effects.stream().collect(Collectors.groupingBy(Effect::auditContext));
        wanted.forEach((digest, action) -> {
            int times = found.getOrDefault(digest, List.of()).size();
            if (times != 1) {
                differences.add("the providers did \"" + action.sentence() + "\" " + times + " times, not once");
            }
        });
        for (var effect : effects) {
            var action = wanted.get(effect.auditContext());
            if (action == null) {
                differences.add("nobody approved what " + effect.provider() + " did: " + words(effect));
            } else if (!effect.tool().equals(action.tool()) || !effect.user().equals(sub)) {
                differences.add("\"" + action.sentence() + "\" was approved by " + sub + ", and " + effect.user()
                        + " did " + words(effect));
            }
        }
        return differences;
    }

    private static String words(Effect effect) {
        return effect.operation() + " " + effect.target() + " (" + effect.summary() + ")";
    }

    /** Each change of state of each action has its entry, and the run its begin and end. */
    static List<String> timeline(Seen seen, List<AuditEntry> entries) {
        var differences = new ArrayList<String>();
        var kinds = entries.stream()
                .filter(entry -> entry.action() != null)
                .collect(Collectors.groupingBy(
                        AuditEntry::action, Collectors.groupingBy(AuditEntry::kind, Collectors.counting())));
        seen.approved.values().forEach(action -> expect(action, AFTER_APPROVAL, kinds, differences));
        seen.rejected.values().forEach(action -> expect(action, AFTER_REJECTION, kinds, differences));
        for (var change : List.of("STARTED", "ENDED")) {
            if (entries.stream().noneMatch(entry -> is(entry, change))) {
                differences.add("the audit log has no entry that says " + change + " for the run");
            }
        }
        return differences;
    }

    private static boolean is(AuditEntry entry, String change) {
        return entry.kind().equals("run.changed")
                && entry.data().path("change").asText().equals(change);
    }

    private static void expect(
            Action action, List<String> after, Map<UUID, Map<String, Long>> kinds, List<String> differences) {
        var found = kinds.getOrDefault(action.id(), Map.of());
        var wanted = new ArrayList<>(BEFORE);
        wanted.addAll(after);
        for (var kind : wanted) {
            long times = found.getOrDefault(kind, 0L);
            if (times != 1) {
                differences.add("the audit log says " + kind + " " + times + " times, not once, of \""
                        + action.sentence() + "\"");
            }
        }
    }
}
