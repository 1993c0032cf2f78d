/**
 * Figures about runs that no single change tells: how many are in which state.
 * No figure carries a person's name, a goal or an argument.
 * Start at {@link dev.approvalcopilot.planner.telemetry.RunGauges}.
 */
package dev.approvalcopilot.planner.telemetry;
