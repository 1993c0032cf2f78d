/**
 * Classifies each proposed action once: the higher of its tool's floor and the policies, with reasons in words.
 * One answer a digest and an action id; what does not fit its tool is denied, never lowered, and reported.
 * Start at {@link dev.approvalcopilot.risk.classification.ProposedActions}; the rules are in {@link dev.approvalcopilot.risk.classification.Classifier}.
 */
package dev.approvalcopilot.risk.classification;
