package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.json.Digest;
import java.util.UUID;

/**
 * Which action an event speaks of, with what readers filter by.
 *
 * @param digest of the action's bytes
 * @param principal OIDC {@code sub} of the person the agent acts for
 */
public record ActionRef(UUID id, Digest digest, UUID run, String principal, String agent, String tool) {

    public static ActionRef of(Action action, Digest digest) {
        return new ActionRef(action.id(), digest, action.run(), action.principal(), action.agent(), action.tool());
    }
}
