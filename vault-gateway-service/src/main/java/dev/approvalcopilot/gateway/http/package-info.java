/**
 * The one way in which the gateway makes HTTP clients.
 * A client made here follows no redirect, takes no proxy from its surroundings and sends nothing twice.
 * Start at {@link dev.approvalcopilot.gateway.http.Outbound}.
 */
package dev.approvalcopilot.gateway.http;
