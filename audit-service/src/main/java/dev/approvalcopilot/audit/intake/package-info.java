/**
 * Takes in the events of all topics that this service may read, one entry each.
 * Whatever an event says, it is stored: what is odd in it only makes it harder to find, never absent.
 * Start at {@link dev.approvalcopilot.audit.intake.AuditedEvents}.
 */
package dev.approvalcopilot.audit.intake;
