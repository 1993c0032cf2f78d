/**
 * Takes in what became of proposed actions and lets their runs go on.
 * Only a later state replaces an earlier one, only for the very bytes that were proposed, and each event counts once.
 * Start at {@link dev.approvalcopilot.planner.outcome.ActionEvents}.
 */
package dev.approvalcopilot.planner.outcome;
