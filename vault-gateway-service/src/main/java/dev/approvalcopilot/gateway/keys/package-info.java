/**
 * The mounted public keys of the approval-service and the risk-service.
 * Neither is taken for the other; what a file says now is what counts.
 * Start at {@link dev.approvalcopilot.gateway.keys.TrustedKeys}.
 */
package dev.approvalcopilot.gateway.keys;
