/**
 * The page of a person's accounts at providers: what each is for, whether it is connected, and the ways to change that.
 * It shows what Auth0 lists and begins errands; what an errand may do is decided in package connect.
 * Start at {@link dev.approvalcopilot.approval.page.accounts.AccountsPages}.
 */
package dev.approvalcopilot.approval.page.accounts;
