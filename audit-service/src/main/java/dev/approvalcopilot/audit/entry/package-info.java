/**
 * One entry of the log, how it is written, who may read it and how it reads.
 * Entries are only ever added, in the order of their numbers; a grant never leaves this package.
 * Start at {@link dev.approvalcopilot.audit.entry.Entries} and {@link dev.approvalcopilot.audit.entry.EntryView}.
 */
package dev.approvalcopilot.audit.entry;
