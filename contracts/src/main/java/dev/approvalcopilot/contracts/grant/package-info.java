/**
 * The grant: one person's authorisation of one digest, short-lived and single-use, signed by the approval-service.
 * A claim is believed only after the gateway's verifier has passed it.
 * Start at {@link dev.approvalcopilot.contracts.grant.GrantClaims}.
 */
package dev.approvalcopilot.contracts.grant;
