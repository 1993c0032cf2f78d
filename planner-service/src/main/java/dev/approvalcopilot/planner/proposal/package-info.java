/**
 * From a tool call of the model to a proposed action: which tools it may name, whether the arguments fit, where they came from.
 * What does not pass the tool's own schema is never proposed; the canonical bytes are written here, once.
 * Start at {@link dev.approvalcopilot.planner.proposal.ReadCall} and {@link dev.approvalcopilot.planner.proposal.ModelTools}.
 */
package dev.approvalcopilot.planner.proposal;
