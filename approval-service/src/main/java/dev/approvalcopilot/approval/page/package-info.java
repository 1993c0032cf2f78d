/**
 * The approver's page: inbox, detail, decision forms, live by server-sent events.
 * Whatever an agent or a provider wrote is shown as {@link dev.approvalcopilot.approval.page.InertText}, and nothing is decided by a GET.
 * Start at {@link dev.approvalcopilot.approval.page.InboxPages} and {@link dev.approvalcopilot.approval.page.ActionPages}.
 */
package dev.approvalcopilot.approval.page;
