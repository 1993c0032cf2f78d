package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Why a proposal cannot be what a sound planner sends. Each is a denial at CRITICAL and a security event. */
enum Refusal {
    ID_MISMATCH("The event names another action than the bytes it carries."),
    OTHER_DEPLOYMENT("The action is made for another installation."),
    UNKNOWN_TOOL("There is no such tool here."),
    MANIFEST_CHANGED("The action was planned with another version of the tool than the one in force."),
    CONNECTION_DIFFERS("The action asks for another connection than its tool."),
    SCOPES_DIFFER("The action asks for other scopes than its tool."),
    ARGUMENTS_INVALID("The arguments break the tool's schema.");

    private final String text;

    Refusal(String text) {
        this.text = text;
    }

    /** Stable, snake_case. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people; fixed. */
    String text() {
        return text;
    }

    Reason reason() {
        return new Reason(code(), text, Classifier.MANIFEST);
    }

    /**
     * All that is wrong with a proposal, in the order of this list.
     *
     * @param claimedId the id that the event names
     * @param deployment this installation
     * @param tool as loaded here, if there is one of the action's name
     */
    static List<Refusal> of(UUID claimedId, Action action, URI deployment, Optional<Tool> tool) {
        var refusals = new ArrayList<Refusal>();
        note(refusals, ID_MISMATCH, !action.id().equals(claimedId));
        note(refusals, OTHER_DEPLOYMENT, !action.deployment().equals(deployment));
        note(refusals, UNKNOWN_TOOL, tool.isEmpty());
        tool.ifPresent(known -> {
            var manifest = known.manifest();
            note(refusals, MANIFEST_CHANGED, !action.manifest().equals(known.digest()));
            note(refusals, CONNECTION_DIFFERS, !action.connection().equals(manifest.connection()));
            note(refusals, SCOPES_DIFFER, !action.scopes().equals(manifest.scopes()));
            note(
                    refusals,
                    ARGUMENTS_INVALID,
                    !known.violations(action.arguments()).isEmpty());
        });
        return refusals;
    }

    private static void note(List<Refusal> refusals, Refusal refusal, boolean applies) {
        if (applies) {
            refusals.add(refusal);
        }
    }
}
