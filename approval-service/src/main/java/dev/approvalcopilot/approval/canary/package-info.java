/**
 * Makes up requests that ought to be rejected, for people who asked to be tested.
 * It can only ask: what it makes is marked in the same transaction, and no decision makes a grant of it.
 * Start at {@link dev.approvalcopilot.approval.canary.SeedCanaries}.
 */
package dev.approvalcopilot.approval.canary;
