/**
 * The execution ledger: one row an action, for ever, and what may follow what (contracts, "The ledger").
 * An action is claimed once and a state that has ended never changes; the database's constraints say so too.
 * Start at {@link dev.approvalcopilot.gateway.ledger.Ledger}.
 */
package dev.approvalcopilot.gateway.ledger;
