package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;

/** What a truly classified action must fulfil before a person is asked about it. Pure. */
final class IntakeCheck {
    private static final int MAX_FAULT = 160;

    private IntakeCheck() {}

    /** Why nobody is asked. Code and words are fixed; the words are what the agent reads. */
    enum Flaw {
        WRONG_ID("The action stands under another id than its own."),
        FOREIGN_DEPLOYMENT("The action was made for another installation."),
        UNKNOWN_TOOL("There is no such tool here."),
        MANIFEST_CHANGED("The tool has changed since the action was proposed. Propose it again."),
        WRONG_CONNECTION("The action names another connection or other scopes than its tool."),
        SCHEMA_VIOLATED("The arguments do not fit the tool's schema.");

        private final String words;

        Flaw(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The first flaw, in the order above. @param tool as installed here, if it is */
    static Optional<Flaw> flaw(ActionClassified classified, Action action, Optional<Tool> tool, URI deployment) {
        var proposal = classified.proposal();
        if (!proposal.id().equals(action.id())) {
            return Optional.of(Flaw.WRONG_ID);
        }
        if (!action.deployment().equals(deployment)) {
            return Optional.of(Flaw.FOREIGN_DEPLOYMENT);
        }
        return tool.map(installed -> flaw(action, installed)).orElse(Optional.of(Flaw.UNKNOWN_TOOL));
    }

    /** What is at fault, for the headline of a refused action. @param tool as installed here */
    static String fault(Flaw flaw, Action action, Tool tool) {
        return switch (flaw) {
            case SCHEMA_VIOLATED ->
                tool.violations(action.arguments()).stream()
                        .findFirst()
                        .map(IntakeCheck::fault)
                        .orElse("the arguments do not fit");
            case MANIFEST_CHANGED -> "not as it is installed here";
            case WRONG_CONNECTION -> "with another connection or other scopes than its own";
            case WRONG_ID, FOREIGN_DEPLOYMENT, UNKNOWN_TOOL -> "refused";
        };
    }

    private static String fault(String violation) {
        int colon = violation.indexOf(": ");
        return violation.startsWith("/")
                ? "argument \"" + violation.substring(1, colon) + "\" " + shortened(violation.substring(colon + 2))
                : shortened(violation);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_FAULT ? text : text.substring(0, MAX_FAULT) + "…";
    }

    private static Optional<Flaw> flaw(Action action, Tool tool) {
        if (!tool.digest().equals(action.manifest())) {
            return Optional.of(Flaw.MANIFEST_CHANGED);
        }
        boolean asManifest = action.connection().equals(tool.manifest().connection())
                && new HashSet<>(action.scopes())
                        .equals(new HashSet<>(tool.manifest().scopes()));
        if (!asManifest) {
            return Optional.of(Flaw.WRONG_CONNECTION);
        }
        return tool.violations(action.arguments()).isEmpty() ? Optional.empty() : Optional.of(Flaw.SCHEMA_VIOLATED);
    }
}
