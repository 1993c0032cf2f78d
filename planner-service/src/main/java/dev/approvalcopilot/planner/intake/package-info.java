/**
 * Takes runs in over HTTP, shows them, and takes the request to cancel one.
 * A run belongs to the token's {@code sub}; foreign and unknown ids get the same 404.
 * Start at {@link dev.approvalcopilot.planner.intake.RunResource}.
 */
package dev.approvalcopilot.planner.intake;
