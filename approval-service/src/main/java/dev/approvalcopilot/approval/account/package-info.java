/**
 * Which account at a provider an action would use: what the person connected at Auth0.
 * Exactly one, or nothing can be approved; never a guess.
 * Start at {@link dev.approvalcopilot.approval.account.ConnectedAccounts}.
 */
package dev.approvalcopilot.approval.account;
