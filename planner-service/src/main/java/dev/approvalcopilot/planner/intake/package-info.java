/**
 * Takes runs in, over HTTP and as people ask for them on the page, shows them, and takes the request to cancel one.
 * A run belongs to the token's {@code sub}, or to whom the approval-service names; foreign and unknown ids get the same 404.
 * Start at {@link dev.approvalcopilot.planner.intake.RunResource} and {@link dev.approvalcopilot.planner.intake.TakeUpRun}.
 */
package dev.approvalcopilot.planner.intake;
