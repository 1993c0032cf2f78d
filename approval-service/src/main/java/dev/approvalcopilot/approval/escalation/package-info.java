/**
 * Watches what waits too long: who may decide is reminded, and other groups are asked as well.
 * Each happens at most once for an action, never decides anything, and widens who sees it, not whom the gateway believes.
 * Start at {@link dev.approvalcopilot.approval.escalation.WatchDeadlines}.
 */
package dev.approvalcopilot.approval.escalation;
