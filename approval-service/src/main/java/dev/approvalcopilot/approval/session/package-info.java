/**
 * Sessions of the page: a row each, found by a random cookie value, ended by time, sign-out, or Auth0's back-channel logout.
 * Invariant: an ended session opens nothing, on no replica, whatever cookies a browser still has.
 * Entry: {@link dev.approvalcopilot.approval.session.SessionRows}; Quarkus calls {@link dev.approvalcopilot.approval.session.SessionStore}.
 */
package dev.approvalcopilot.approval.session;
