/**
 * Holds each action until a human decides, and signs the grant for what was approved.
 * No tool is called and no provider token is seen here.
 * Start at {@link dev.approvalcopilot.approval.ApprovalConfig}, then the package {@code decision}.
 */
package dev.approvalcopilot.approval;
