package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.halt.Halted;
import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.contracts.event.HaltScope;
import java.time.Instant;
import java.util.List;

/**
 * That execution stands still.
 *
 * @param what stands still
 * @param reason in the operator's words
 */
public record HaltNotice(InertText what, Stamp since, InertText reason) {
    /** @param own whether it concerns the person who looks */
    static HaltNotice of(Halted halted, boolean own, Instant now) {
        return new HaltNotice(
                InertText.line(what(HaltScope.parse(halted.scope()), own)),
                Stamp.of(halted.since(), now),
                InertText.block(halted.reason()));
    }

    /** What stands still of an action's needs: none or one. */
    static List<HaltNotice> of(ActionDetail action, Instant now) {
        var halted = action.halted();
        return halted == null ? List.of() : List.of(of(halted, action.own(), now));
    }

    private static String what(HaltScope scope, boolean own) {
        return switch (scope.kind()) {
            case ALL -> "for everybody";
            case CONNECTION -> "of everything at the connection " + scope.name();
            case TOOL -> "of the tool " + scope.name();
            case AGENT -> "of what the agent " + scope.name() + " asks for";
            case PERSON -> own ? "of everything in your name" : "of everything in the name of the person it is for";
        };
    }
}
