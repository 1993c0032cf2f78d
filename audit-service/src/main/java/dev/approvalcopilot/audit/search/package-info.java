/**
 * Search in the log: pages, single entries, export.
 * Each answer is limited to what the caller may see; an entry of somebody else is the same 404 as one that does not exist.
 * Start at {@link dev.approvalcopilot.audit.search.AuditResource}.
 */
package dev.approvalcopilot.audit.search;
