/**
 * The sections of the settings about a person's own rules, and their forms.
 * A form asks for a change and leads to the action that would make it; it changes nothing itself.
 * Start at {@link dev.approvalcopilot.approval.page.own.OwnRulesForms}.
 */
package dev.approvalcopilot.approval.page.own;
