/**
 * A person settles what nobody else can know: whether a call that was sent without an answer happened.
 * Only an UNKNOWN is settled, by the person it belongs to, once; what the gateway wrote down stays UNKNOWN.
 * Start at {@link dev.approvalcopilot.approval.reconciliation.Reconcile}.
 */
package dev.approvalcopilot.approval.reconciliation;
