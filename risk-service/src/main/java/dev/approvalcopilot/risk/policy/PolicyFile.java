package dev.approvalcopilot.risk.policy;

import java.util.regex.Pattern;

/**
 * One policy as its file says. It raises, or denies, or only asks for more at the decision.
 *
 * @param name as the file is called, without {@code .yaml}; stands in reasons
 * @param description for who maintains it
 * @param when the CEL expression
 * @param raise null if it raises nothing
 * @param deny true or null
 * @param reason for the person who decides; fixed text
 * @param alternative what the agent could do instead, told to it when the answer is no; null if there is none
 * @param obligations null if it asks nothing of the decision
 */
record PolicyFile(
        String name,
        String description,
        String when,
        Raise raise,
        Boolean deny,
        String reason,
        String alternative,
        Demands obligations) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{2,63}");
    private static final int MAX_REASON = 300;

    /** Names of reasons that are not policies. */
    private static final String RESERVED = "manifest";

    PolicyFile {
        require(
                name != null && NAME.matcher(name).matches() && !name.equals(RESERVED),
                "name: snake_case, 3 to 64 letters");
        require(description != null && !description.isBlank(), "description is missing");
        require(when != null && !when.isBlank(), "when is missing");
        require(reason != null && !reason.isBlank() && reason.length() <= MAX_REASON, "reason: 1 to 300 characters");
        require(
                alternative == null || !alternative.isBlank() && alternative.length() <= MAX_REASON,
                "alternative: 1 to 300 characters");
        require(deny == null || deny, "deny can only be true");
        require(deny == null || raise == null, "either raise or deny");
        require(deny == null || obligations == null, "nobody decides what is denied: no obligations");
        obligations = obligations == null ? Demands.NONE : obligations;
        require(
                deny != null || raise != null || !obligations.asksNothing(),
                "one of raise, deny and obligations is needed");
        // Which groups are asked is signed with the classification; the gateway's file only says who may. ADR 0019.
        require(
                obligations.groups() != null || obligations.quorum() == null || obligations.quorum() == 1,
                "a quorum above 1 needs groups: who else is asked?");
        require(
                obligations.groups() != null || obligations.excludesRequester() == null,
                "excludesRequester needs groups: who decides instead?");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
