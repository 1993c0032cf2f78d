/**
 * The part of the settings page in which a person says when they are out of office.
 * Times are typed in the zone of this installation's working hours, and the page says which that is.
 * Start at {@link dev.approvalcopilot.approval.page.absence.AbsenceSection}.
 */
package dev.approvalcopilot.approval.page.absence;
