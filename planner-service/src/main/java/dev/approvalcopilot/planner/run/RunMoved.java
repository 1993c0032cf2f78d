package dev.approvalcopilot.planner.run;

import java.util.UUID;

/** Fired in the transaction that wrote to a run's feed; open streams observe it after the commit. */
public record RunMoved(UUID run) {}
