/**
 * The page in a real browser, through the real login. Nothing reaches the service but what a person's browser sends.
 * The console is watched: a breach of the content security policy fails the test that caused it.
 * Start at {@link dev.approvalcopilot.approval.page.Visit}.
 */
package dev.approvalcopilot.approval.page;
