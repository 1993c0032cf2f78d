/**
 * Judges grants (contracts, "The grant"): plain Java without container, I/O or clock; keys and time are given to it.
 * Only {@link dev.approvalcopilot.gateway.grant.GrantVerifier} makes a VerifiedGrant, and nothing else is acted upon.
 * Start at {@link dev.approvalcopilot.gateway.grant.GrantVerifier}.
 */
package dev.approvalcopilot.gateway.grant;
