package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.manifest.ToolManifest.ArgumentRule;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Judges relations between arguments that the schema has accepted one by one. */
final class ArgumentRules {

    private ArgumentRules() {}

    /** One line a violation: where, and what is asked. */
    static List<String> violations(List<ArgumentRule> rules, ObjectNode arguments) {
        var violations = new ArrayList<String>();
        for (var rule : rules) {
            var earlier = rule.before().getFirst();
            var later = rule.before().getLast();
            if (arguments.hasNonNull(earlier) && arguments.hasNonNull(later) && !isBefore(arguments, earlier, later)) {
                violations.add("/" + later + ": must be later than " + earlier);
            }
        }
        return violations;
    }

    /** A moment that cannot be read is before none. */
    private static boolean isBefore(ObjectNode arguments, String earlier, String later) {
        try {
            return moment(arguments, earlier).isBefore(moment(arguments, later));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static OffsetDateTime moment(ObjectNode arguments, String name) {
        return OffsetDateTime.parse(arguments.path(name).asText());
    }
}
