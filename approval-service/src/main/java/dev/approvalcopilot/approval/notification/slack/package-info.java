/**
 * Notifications to channels of Slack, by incoming webhooks.
 * Nothing that comes from outside is markup there: no mention, no link, no formatting.
 * Start at {@link dev.approvalcopilot.approval.notification.slack.SlackCarrier}.
 */
package dev.approvalcopilot.approval.notification.slack;
