/**
 * What surrounds an action while it waits: who says that they look at it, who is away, what happens when, in which hours time counts.
 * Nothing here decides anything, and all of it can be missing without an action being decided otherwise.
 * Start at {@link dev.approvalcopilot.approval.waiting.Timetable} and {@link dev.approvalcopilot.approval.waiting.Claims}.
 */
package dev.approvalcopilot.approval.waiting;
