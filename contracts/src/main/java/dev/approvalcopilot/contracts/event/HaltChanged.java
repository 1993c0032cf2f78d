package dev.approvalcopilot.contracts.event;

import java.time.Instant;

/**
 * An operator halted a scope, or two resumed it. The gateway's own table is what stops calls; this tells the others.
 *
 * @param halted whether the scope stands still from now on
 * @param reason in the operator's words
 * @param by the operator's OIDC {@code sub}; of a resumption the one who confirmed it
 * @param epoch of halts in this deployment after the change. A resumption raises it; grants that name an earlier epoch than
 *     the last resumption of a scope that covers them are dead
 */
public record HaltChanged(HaltScope scope, boolean halted, String reason, String by, long epoch, Instant at)
        implements Event {

    @Override
    public String key() {
        return scope.toString();
    }
}
