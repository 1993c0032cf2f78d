/**
 * Text of others made safe to look at: what cannot be seen, or looks like something else, is said beside it.
 * Nothing is left out and nothing is repaired; the same rules for page, mail and terminal.
 * Start at {@link dev.approvalcopilot.contracts.text.MarkedText}.
 */
package dev.approvalcopilot.contracts.text;
