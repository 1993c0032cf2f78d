/**
 * Strict JSON in, RFC 8785 bytes out, SHA-256 over them.
 * Whatever could be read in two ways is refused before it is canonicalised.
 * Start at {@link dev.approvalcopilot.contracts.json.CanonicalBytes}.
 */
package dev.approvalcopilot.contracts.json;
