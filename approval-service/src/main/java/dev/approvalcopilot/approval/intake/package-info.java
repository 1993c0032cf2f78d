/**
 * What comes in from the topics: classified actions, changes of runs, reports of the gateway.
 * Nothing is believed that can be recomputed from the bytes and the installed manifests.
 * Start at {@link dev.approvalcopilot.approval.intake.ApprovalEvents}.
 */
package dev.approvalcopilot.approval.intake;
