package dev.approvalcopilot.gateway.ledger;

import java.util.UUID;

/** Fired inside the claiming transaction; whoever works on claims observes it after the commit. */
public record Claimed(UUID actionId) {}
