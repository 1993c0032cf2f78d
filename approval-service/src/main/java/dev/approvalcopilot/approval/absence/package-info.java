/**
 * A person says from when to when they are out of office.
 * Only they themselves do, through a client that acts in their own name; it decides nothing, and others are asked sooner.
 * Start at {@link dev.approvalcopilot.approval.absence.AbsenceResource}.
 */
package dev.approvalcopilot.approval.absence;
