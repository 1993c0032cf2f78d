/**
 * A tool tried without its provider: its requests against a stand-in that records them, and how answers would be read. For a
 * provider that has no stand-in of its own.
 * Start at {@link dev.approvalcopilot.local.trial.Trial}.
 */
package dev.approvalcopilot.local.trial;
