package dev.approvalcopilot.planner.run;

import java.util.UUID;

/** Fired in the transaction in which a run becomes THINKING; whoever thinks observes it after the commit. */
public record RunReady(UUID run) {}
