/**
 * Several actions on one page, each whole, and one word for all of them.
 * What is CRITICAL, or wants to be read or opened, is not among them.
 * Start at {@link dev.approvalcopilot.approval.page.batch.BatchPages}.
 */
package dev.approvalcopilot.approval.page.batch;
