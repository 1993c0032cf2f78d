/**
 * Signs the grant: the one thing by which the gateway acts.
 * The private key is used here and nowhere else; a grant exists only for a decision in the same transaction.
 * Start at {@link dev.approvalcopilot.approval.grant.GrantIssuer}.
 */
package dev.approvalcopilot.approval.grant;
