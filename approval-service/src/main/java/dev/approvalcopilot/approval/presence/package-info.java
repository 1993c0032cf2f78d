/**
 * The bound login (contracts, "Presence"): a login made for one decision, whose signed ID token is the evidence.
 * One attempt, one browser, one person, five minutes; the evidence serves one decision and is gone then.
 * Start at {@link dev.approvalcopilot.approval.presence.BoundLogin}.
 */
package dev.approvalcopilot.approval.presence;
