/**
 * A person's own rules: the hard limits and the delegations that stand in the gateway's tables.
 * A limit only ever takes away; a delegation lets somebody decide and never hand that on.
 * Start at {@link dev.approvalcopilot.contracts.own.OwnRules}.
 */
package dev.approvalcopilot.contracts.own;
