/**
 * The page that shows people how they decide: their own numbers first.
 * Whose numbers are shown to whom, the queries say; this package only words them.
 * Start at {@link dev.approvalcopilot.approval.page.statistics.StatisticsPages}.
 */
package dev.approvalcopilot.approval.page.statistics;
