/**
 * Presence: evidence, signed by Auth0, that a person logged in anew for exactly one digest.
 * The gateway judges it by itself with Auth0's keys; the approval-service uses the same code to answer sooner.
 * Start at {@link dev.approvalcopilot.contracts.presence.LoginVerifier}.
 */
package dev.approvalcopilot.contracts.presence;
