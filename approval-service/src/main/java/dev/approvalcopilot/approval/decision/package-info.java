/**
 * The decision: one action, one person, one look at it, one verdict.
 * The first decision under the row's lock stands; a grant and its approval are one transaction.
 * Start at {@link dev.approvalcopilot.approval.decision.Decide}; the rules stand in {@code DecisionRules}.
 */
package dev.approvalcopilot.approval.decision;
