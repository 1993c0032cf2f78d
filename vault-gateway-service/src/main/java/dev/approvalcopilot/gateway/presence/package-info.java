/**
 * Auth0's public keys, with which evidence of presence is judged.
 * They come over HTTP from the configured tenant only, and without them nothing that needs them is believed.
 * Start at {@link dev.approvalcopilot.gateway.presence.Auth0Keys}.
 */
package dev.approvalcopilot.gateway.presence;
