/**
 * Tells people that something waits for them: what is due, for whom, over which channel, again and again until it got through.
 * A notification has no arguments and decides nothing; that it cannot be sent stops nothing else.
 * Start at {@link dev.approvalcopilot.approval.notification.Notifications}.
 */
package dev.approvalcopilot.approval.notification;
