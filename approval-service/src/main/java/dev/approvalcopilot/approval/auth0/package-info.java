/**
 * The few things this service asks Auth0 for by itself, over HTTP.
 * No provider token comes this way; when Auth0 does not answer, nothing is decided.
 * Start at {@link dev.approvalcopilot.approval.auth0.Auth0Tenant}.
 */
package dev.approvalcopilot.approval.auth0;
