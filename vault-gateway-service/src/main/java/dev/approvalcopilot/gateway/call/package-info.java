/**
 * The call at the provider: sent once with one deadline, and kept back where a provider is ill.
 * Nothing is sent twice and nothing past the deadline. What is sent and what an answer means is in {@code contracts}.
 * Start at {@link dev.approvalcopilot.gateway.call.ProviderCall}.
 */
package dev.approvalcopilot.gateway.call;
