/**
 * Sets how every HTTP API reads JSON; limits and headers stand in META-INF/microprofile-config.properties.
 * Invariant: what two parsers could read differently is refused.
 * Entry: none; Quarkus finds {@link dev.approvalcopilot.support.http.RequestJson}.
 */
package dev.approvalcopilot.support.http;
