/**
 * Stand-ins for GitHub, Slack and Gmail: their real paths, bodies and refusals for the shipped tools.
 * Each write that took effect stands in the ledger exactly once, and no token is ever kept or shown.
 * Start at {@link dev.approvalcopilot.local.providers.ProvidersStandIn}.
 */
package dev.approvalcopilot.local.providers;
