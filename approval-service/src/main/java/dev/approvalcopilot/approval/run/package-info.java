/**
 * What is known of the runs that actions belong to: goal, what was told of them, and whether a cancel was asked for.
 * Taking in an action and cancelling its run exclude each other by the run's row lock.
 * Start at {@link dev.approvalcopilot.approval.run.Runs}.
 */
package dev.approvalcopilot.approval.run;
