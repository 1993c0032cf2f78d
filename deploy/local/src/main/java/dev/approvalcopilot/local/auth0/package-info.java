/**
 * A stand-in for an Auth0 tenant on 127.0.0.1: login, tokens, Token Vault, Management and My Account API, as Auth0 puts them on the wire.
 * It refuses what Auth0 refuses; everything that Auth0 does not have lies under {@code /__local/}. State lives in memory and ends with the process.
 * Entry: {@link dev.approvalcopilot.local.auth0.Auth0StandIn}; who exists is {@link dev.approvalcopilot.local.auth0.LocalTenant}.
 */
package dev.approvalcopilot.local.auth0;
