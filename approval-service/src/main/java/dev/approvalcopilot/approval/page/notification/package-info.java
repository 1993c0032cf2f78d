/**
 * The section of the settings in which a person chooses what to be told, and where.
 * It shows what counts; a wish for a channel that this installation does not have is kept for the day it does.
 * Start at {@link dev.approvalcopilot.approval.page.notification.NotificationSection}.
 */
package dev.approvalcopilot.approval.page.notification;
