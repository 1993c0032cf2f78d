/**
 * The small HTTP server under the stand-ins for the model and the tool providers, and the faults that tests order.
 * It listens on the loopback address only and bounds every body; a fault never touches the control paths.
 * Start at {@link dev.approvalcopilot.local.http.LocalServer}.
 */
package dev.approvalcopilot.local.http;
