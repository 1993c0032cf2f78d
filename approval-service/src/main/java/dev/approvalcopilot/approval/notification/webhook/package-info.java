/**
 * Notifications to other programs: a CloudEvent posted to configured addresses, signed (RFC 9421) with a key of its own.
 * What is signed is what arrives: method, address, body, type and id; only configured hosts are called, at vetted addresses.
 * Start at {@link dev.approvalcopilot.approval.notification.webhook.WebhookCarrier}.
 */
package dev.approvalcopilot.approval.notification.webhook;
