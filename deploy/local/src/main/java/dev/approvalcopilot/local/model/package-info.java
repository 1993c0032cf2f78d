/**
 * Stand-in for an OpenAI-compatible model that plans by rules, so that each goal always leads to the same proposals.
 * It keeps nothing between requests: everything follows from the conversation that it is sent, and every plan ends.
 * Start at {@link dev.approvalcopilot.local.model.ModelStandIn}; the rules are in {@link dev.approvalcopilot.local.model.Planner}.
 */
package dev.approvalcopilot.local.model;
