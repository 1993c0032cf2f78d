/**
 * What the gateway last reported of persons' own rules: a copy, to show and to know who sees what.
 * It decides nothing: the gateway judges by its own tables.
 * Start at {@link dev.approvalcopilot.approval.own.OwnRulesCopy}.
 */
package dev.approvalcopilot.approval.own;
