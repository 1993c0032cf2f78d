package dev.approvalcopilot.approval.inbox;

import java.util.List;

/** @param floods the largest first */
public record Floods(List<Flood> floods) {
    public Floods {
        floods = List.copyOf(floods);
    }
}
