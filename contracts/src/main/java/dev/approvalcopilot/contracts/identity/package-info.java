/**
 * Who acts: people by the id of their login, agents by the id of their client (ADR 0037).
 * One rule each, applied wherever such a name comes in; so whoever can approve can be halted, limited, delegated to and searched for.
 * Start at {@link dev.approvalcopilot.contracts.identity.Principal}.
 */
package dev.approvalcopilot.contracts.identity;
