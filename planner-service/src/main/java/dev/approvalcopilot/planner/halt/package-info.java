/**
 * What operators have halted, as the gateway tells. It saves the model's time and the person's: what stops calls is the gateway.
 * A run of a halted agent or person takes no turn; a halted tool is neither offered to the model nor proposed.
 * Start at {@link dev.approvalcopilot.planner.halt.Halts}.
 */
package dev.approvalcopilot.planner.halt;
