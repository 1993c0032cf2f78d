/**
 * The kill switch: what operators have stopped, whether that covers an action, and how it is lifted again.
 * After a halt was answered nothing that it covers is dispatched; what was granted before a resumption stays dead.
 * Start at {@link dev.approvalcopilot.gateway.halt.HaltRule}.
 */
package dev.approvalcopilot.gateway.halt;
