/**
 * The audit-service: keeps the events of all services in one append-only log and shows each person what is theirs.
 * An entry is never changed or removed; what a reader may not see is left out on the way out, never in the log.
 * Start at {@link dev.approvalcopilot.audit.intake.AuditedEvents} and {@link dev.approvalcopilot.audit.search.AuditResource}.
 */
package dev.approvalcopilot.audit;
