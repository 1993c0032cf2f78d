/**
 * Who calls the API: a person, through one client, with some scopes.
 * Nothing here comes from anything but the verified access token.
 * Start at {@link dev.approvalcopilot.approval.identity.Caller}.
 */
package dev.approvalcopilot.approval.identity;
