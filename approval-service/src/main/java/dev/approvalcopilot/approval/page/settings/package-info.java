/**
 * The settings page: what a person arranges for themselves, a section for each feature.
 * A section belongs to its feature and is a bean of its own; this package knows only their order.
 * Start at {@link dev.approvalcopilot.approval.page.settings.SettingsSection}.
 */
package dev.approvalcopilot.approval.page.settings;
