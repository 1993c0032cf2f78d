/**
 * Auth0 Token Vault by the privileged worker (docs/adr/0005), and the list of a person's connected accounts.
 * A provider token exists only as a ProviderToken, asked for just before the call and never kept.
 * Start at {@link dev.approvalcopilot.gateway.vault.TokenVault}.
 */
package dev.approvalcopilot.gateway.vault;
