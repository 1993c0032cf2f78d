/**
 * Notifications by mail, to addresses that Auth0 has verified.
 * A mail has one link, which opens a page; it loads nothing, and a header has one line whatever a name contains.
 * Start at {@link dev.approvalcopilot.approval.notification.mail.MailCarrier}.
 */
package dev.approvalcopilot.approval.notification.mail;
