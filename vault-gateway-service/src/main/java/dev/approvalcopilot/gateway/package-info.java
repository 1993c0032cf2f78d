/**
 * The vault gateway: verifies grants by itself, fetches the provider token, makes the one call, reports the outcome.
 * The only component that may hold a provider token, and only in memory; it takes no work over HTTP.
 * Start at {@link dev.approvalcopilot.gateway.GatewayConfig}, then the packages intake, grant, ledger, dispatch.
 */
package dev.approvalcopilot.gateway;
