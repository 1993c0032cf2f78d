/**
 * Tokens and keys of the Auth0 tenant, as every service judges them: one leeway for its clock, one check of signatures.
 * A token whose key or time is in doubt proves nothing.
 * Start at {@link dev.approvalcopilot.contracts.auth0.TenantToken}.
 */
package dev.approvalcopilot.contracts.auth0;
