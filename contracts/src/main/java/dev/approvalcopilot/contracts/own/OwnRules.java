package dev.approvalcopilot.contracts.own;

import dev.approvalcopilot.contracts.manifest.Builtin;
import java.util.List;

/**
 * What a person has laid down for themselves, as the gateway's tables say after a change: the result of each {@link Builtin}
 * tool. Services that show it copy it; the gateway alone judges by it, and by its tables.
 *
 * @param revision of this person's rules; a higher one is later
 * @param limits in force, oldest first
 * @param delegations in force or to come, oldest first
 */
public record OwnRules(long revision, List<Limit> limits, List<Delegation> delegations) {

    /** The connection of built-in tools: no account and no token. Also the account that such an action names. */
    public static final String CONNECTION = "self";

    /** The agent of what a person asks for on the page or over the API. */
    public static final String PAGE = "page";

    public OwnRules {
        limits = List.copyOf(limits);
        delegations = List.copyOf(delegations);
    }

    /**
     * Whether a limit can touch an action at all: however far somebody has shut themselves out, they themselves can open again,
     * shut further and take power back.
     *
     * @param builtin of the action's tool; null for what is called at a provider
     */
    public static boolean canBeLimited(Builtin builtin, String agent) {
        return builtin == null || builtin == Builtin.DELEGATE || !PAGE.equals(agent);
    }
}
