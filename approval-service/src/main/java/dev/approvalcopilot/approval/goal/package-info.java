/**
 * A person's runs: asked for with a goal, watched, asked to stop.
 * The planner has the runs; here stand what the person asked, what was told since, and the actions that are held. Nobody sees another's.
 * Start at {@link dev.approvalcopilot.approval.goal.AskForRun} and {@link dev.approvalcopilot.approval.goal.RunQueries}.
 */
package dev.approvalcopilot.approval.goal;
