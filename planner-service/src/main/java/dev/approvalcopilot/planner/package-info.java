/**
 * The planner-service: runs an agent's loop and proposes actions; it never decides, classifies or holds a token.
 * What all features share stands here: the configuration, the list of problems, the tools.
 * Start at {@link dev.approvalcopilot.planner.PlannerConfig}; the loop is in {@code turn}.
 */
package dev.approvalcopilot.planner;
