/**
 * What every HTTP surface does alike: how JSON is read, security headers, body limit, rate limits, a cap on live streams.
 * Invariant: what two parsers could read differently is refused; nobody costs more than their share.
 * Entry: {@link dev.approvalcopilot.support.http.HttpConfig}; defaults stand in META-INF/microprofile-config.properties.
 */
package dev.approvalcopilot.support.http;
