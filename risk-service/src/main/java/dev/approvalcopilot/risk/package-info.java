/**
 * The risk-service: says how dangerous a proposed action is, why, and what its decision needs.
 * Never below the floor of the tool's manifest; whatever cannot be judged counts as worse, with a stated reason.
 * Start at {@link dev.approvalcopilot.risk.classification.ProposedActions}.
 */
package dev.approvalcopilot.risk;
