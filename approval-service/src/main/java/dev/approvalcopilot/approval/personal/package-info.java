/**
 * A person's own rules over HTTP: what is in force, and asking for a change.
 * Asking changes nothing: it makes an action, which the person approves and the gateway executes.
 * Start at {@link dev.approvalcopilot.approval.personal.AskForRule}.
 */
package dev.approvalcopilot.approval.personal;
