/**
 * Files that the platform mounts and may change while a service runs.
 * What a file says now is what counts; one that cannot be read says nothing.
 * Start at {@link dev.approvalcopilot.support.file.MountedFile}.
 */
package dev.approvalcopilot.support.file;
