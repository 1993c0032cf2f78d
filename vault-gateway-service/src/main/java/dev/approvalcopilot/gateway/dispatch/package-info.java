/**
 * Works on what is claimed: everything checked anew, token, dispatch, call, outcome, and what is left after a crash.
 * At most one effect an action: after dispatch a call that may change something is never sent again.
 * Start at {@link dev.approvalcopilot.gateway.dispatch.Execute}.
 */
package dev.approvalcopilot.gateway.dispatch;
