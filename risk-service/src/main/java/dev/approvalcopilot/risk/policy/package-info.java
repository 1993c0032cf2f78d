/**
 * Policies: CEL expressions in files of the platform team that can raise a level, forbid an action or ask for more at its
 * decision, and can never lower anything. A policy that fails counts as HIGH; a bad file or a failing case stops the start.
 * Start at {@link dev.approvalcopilot.risk.policy.PolicyFolder} and {@link dev.approvalcopilot.risk.policy.PolicySet}.
 */
package dev.approvalcopilot.risk.policy;
