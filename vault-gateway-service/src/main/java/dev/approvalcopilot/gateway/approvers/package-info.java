/**
 * Who may approve besides the principal: a file that the platform team mounts here and nowhere else.
 * What it says now is what counts; absent it is nobody, and while it cannot be read nothing that needs it is decided.
 * Start at {@link dev.approvalcopilot.gateway.approvers.MountedApprovers}.
 */
package dev.approvalcopilot.gateway.approvers;
