/**
 * Works on what is claimed: all checks anew, token, preconditions, dispatch, call, outcome, and what is left after a crash.
 * At most one effect an action: after dispatch a call that may change something is sent again only with the provider's key.
 * Start at {@link dev.approvalcopilot.gateway.dispatch.Execute}.
 */
package dev.approvalcopilot.gateway.dispatch;
