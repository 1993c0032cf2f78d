/**
 * The one HTTP client for addresses that come from data: tools, Auth0's issuer, later webhooks.
 * It connects only to an address that it has looked up and checked itself, sends once, follows nothing, and knows whether a byte left.
 * Start at {@link dev.approvalcopilot.support.outbound.Outbound}.
 */
package dev.approvalcopilot.support.outbound;
