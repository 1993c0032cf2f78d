/**
 * The Auth0 tenant as every service sees it: its public keys, the difference of its clock, and the check that a login or token
 * which quarkus-oidc took still counts by them. A key that the tenant has taken out is dead within a minute.
 * Start at {@link dev.approvalcopilot.support.auth0.TenantKeys}.
 */
package dev.approvalcopilot.support.auth0;
