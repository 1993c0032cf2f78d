package dev.approvalcopilot.local.demo;

import dev.approvalcopilot.local.client.Action;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What the approver did in this run. Only the demo's own thread touches it. */
final class Seen {
    final Map<UUID, Action> approved = new LinkedHashMap<>();
    final Map<UUID, Action> rejected = new LinkedHashMap<>();
    final Map<UUID, Instant> decidedAt = new LinkedHashMap<>();
    final Map<UUID, Action> approvedAfterFreshLogin = new LinkedHashMap<>();

    boolean decided(UUID action) {
        return decidedAt.containsKey(action);
    }
}
