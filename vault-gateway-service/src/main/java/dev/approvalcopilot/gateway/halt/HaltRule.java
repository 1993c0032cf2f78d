package dev.approvalcopilot.gateway.halt;

import dev.approvalcopilot.gateway.grant.RefusalCode;
import java.util.Collection;
import java.util.Optional;

/** Whether operators have stopped an action (contracts, "The grant", halts and epoch). Pure. */
final class HaltRule {

    private HaltRule() {}

    /**
     * @param granted epoch that the grant names
     * @param current epoch of this deployment
     * @param covering what is known of the scopes that cover the action; scopes that were never halted have no entry
     * @return why the action is dead; empty when it is not
     */
    static Optional<RefusalCode> refusal(long granted, long current, Collection<Halt> covering) {
        if (covering.stream().anyMatch(Halt::halted)) {
            return Optional.of(RefusalCode.HALTED);
        }
        if (granted > current) {
            return Optional.of(RefusalCode.EPOCH_UNKNOWN);
        }
        return covering.stream().anyMatch(halt -> halt.epoch() > granted)
                ? Optional.of(RefusalCode.EPOCH_OVER)
                : Optional.empty();
    }
}
