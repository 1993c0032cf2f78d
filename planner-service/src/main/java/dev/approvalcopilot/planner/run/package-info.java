/**
 * A run, its steps and its feed: their states, their rows, and how a run ends.
 * A state never goes back, and every change is written under the run's row lock together with its feed entry.
 * Start at {@link dev.approvalcopilot.planner.run.Run} and {@link dev.approvalcopilot.planner.run.RunRules}.
 */
package dev.approvalcopilot.planner.run;
