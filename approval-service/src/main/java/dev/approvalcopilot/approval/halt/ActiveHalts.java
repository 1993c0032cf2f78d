package dev.approvalcopilot.approval.halt;

import dev.approvalcopilot.contracts.event.HaltScope;
import java.util.List;
import java.util.Optional;

/** The scopes that stand still at one moment. */
public record ActiveHalts(List<Halted> all) {
    public ActiveHalts {
        all = List.copyOf(all);
    }

    /** The widest halt that stops such an action; empty when none does. */
    public Optional<Halted> covering(String connection, String tool, String agent, String person) {
        return HaltScope.covering(connection, tool, agent, person).stream()
                .flatMap(scope -> all.stream().filter(halted -> halted.scope().equals(scope.toString())))
                .findFirst();
    }
}
