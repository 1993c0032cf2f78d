/**
 * The section of the settings where a person asks to be tested.
 * It changes nothing but whether tests come.
 * Start at {@link dev.approvalcopilot.approval.page.canary.TestsSection}.
 */
package dev.approvalcopilot.approval.page.canary;
