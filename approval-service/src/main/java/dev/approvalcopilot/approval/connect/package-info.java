/**
 * Connects and disconnects a person's accounts, by Auth0's Connected Accounts flow: the My Account API with the person's own token.
 * Invariant: such a token lives for one call, in memory; an errand belongs to the session and the person that began it.
 * Start at {@link dev.approvalcopilot.approval.connect.ConnectAccounts}.
 */
package dev.approvalcopilot.approval.connect;
