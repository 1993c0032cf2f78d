/**
 * Provider tokens from Auth0, by the way that the configuration chooses (docs/adr/0005, 0010), for exactly the approved account.
 * A provider token exists only as a ProviderToken, asked for just before the call and never kept.
 * Start at {@link dev.approvalcopilot.gateway.vault.TokenVault}.
 */
package dev.approvalcopilot.gateway.vault;
