/**
 * The action: what an agent wants done, written once in canonical form and carried as bytes from then on.
 * An {@link dev.approvalcopilot.contracts.action.Action} read from bytes says what the bytes say and nothing else.
 * Start at {@link dev.approvalcopilot.contracts.action.Action#read}.
 */
package dev.approvalcopilot.contracts.action;
