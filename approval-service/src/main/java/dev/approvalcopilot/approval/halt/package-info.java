/**
 * What operators have halted, as the gateway tells: shown to those who decide, and the source of the epoch that grants name.
 * It stops nothing: the gateway's own table does, and a person may decide while execution stands still.
 * Start at {@link dev.approvalcopilot.approval.halt.Halts}.
 */
package dev.approvalcopilot.approval.halt;
