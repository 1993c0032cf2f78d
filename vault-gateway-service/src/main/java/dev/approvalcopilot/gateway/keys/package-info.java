/**
 * The mounted public keys of the approval-service.
 * What the file says now is what counts: a key that is taken out is dead at once, an unreadable file opens nothing.
 * Start at {@link dev.approvalcopilot.gateway.keys.MountedKeys}.
 */
package dev.approvalcopilot.gateway.keys;
