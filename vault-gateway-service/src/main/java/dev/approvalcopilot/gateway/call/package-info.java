/**
 * The call at the provider: rendered from the manifest, sent once, its answer judged and reduced.
 * Arguments never choose host, path structure or headers; nothing is sent twice and nothing past the deadline.
 * Start at {@link dev.approvalcopilot.gateway.call.RequestRenderer} and {@link dev.approvalcopilot.gateway.call.ProviderCall}.
 */
package dev.approvalcopilot.gateway.call;
