/**
 * What persons have laid down for themselves: hard limits and delegations, in the gateway's own tables.
 * Only an executed action changes them, and no service is asked about them. What cannot be read forbids.
 * Start at {@link dev.approvalcopilot.gateway.own.ChangeOwnRules}.
 */
package dev.approvalcopilot.gateway.own;
