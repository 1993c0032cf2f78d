/**
 * Signing keys in files: the private one of this service, the public ones of another.
 * What a file says now is what counts: a key that is taken out is dead at once, an unreadable file opens nothing.
 * Start at {@link dev.approvalcopilot.support.keys.MountedKeys}.
 */
package dev.approvalcopilot.support.keys;
