package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import java.util.UUID;

/** Actions that have come as far as the inbox. */
final class Held {
    private Held() {}

    static UUID hold(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }
}
