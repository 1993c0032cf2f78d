/**
 * The pages of a person's runs: the list with the field for a goal, and one run as it happens.
 * What people and models wrote stands there as plain text; what the agent says is called its claim.
 * Start at {@link dev.approvalcopilot.approval.page.runs.RunPages}.
 */
package dev.approvalcopilot.approval.page.runs;
