/**
 * Texts that one service signs and others believe: compact JWS with Ed25519, in one written form.
 * A text is believed only with a key that was mounted; what the text itself says about keys never counts.
 * Start at {@link dev.approvalcopilot.contracts.jws.Jws}.
 */
package dev.approvalcopilot.contracts.jws;
