/**
 * A member of a team says that they look at an action, so that two do not do the same work.
 * Advisory: it is shown beside the buttons and stops nobody from deciding.
 * Start at {@link dev.approvalcopilot.approval.claim.TakeUp}.
 */
package dev.approvalcopilot.approval.claim;
