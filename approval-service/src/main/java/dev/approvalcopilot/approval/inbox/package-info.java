/**
 * Each held action with its state, and what its person may see of it.
 * Whoever asks for another person's action is told the same as for one that does not exist.
 * Start at {@link dev.approvalcopilot.approval.inbox.ActionLists} and {@link dev.approvalcopilot.approval.inbox.Approvals}.
 */
package dev.approvalcopilot.approval.inbox;
