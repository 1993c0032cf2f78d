/**
 * Gives everything that one request or event causes the same id, in logs, answers and events.
 * Invariant: an id from outside is used only in the accepted form, so it cannot forge log lines or headers.
 * Entry: {@link dev.approvalcopilot.support.correlation.Correlation#current}.
 */
package dev.approvalcopilot.support.correlation;
