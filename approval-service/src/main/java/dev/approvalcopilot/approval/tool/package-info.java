/**
 * The tools of this installation, loaded once at start.
 * A folder that cannot be read as manifests stops the start.
 * Start at {@link dev.approvalcopilot.approval.tool.InstalledTools}.
 */
package dev.approvalcopilot.approval.tool;
