/**
 * The tool manifests of an installation, loaded when a service starts.
 * Start at {@link dev.approvalcopilot.support.tool.ToolsFolder}.
 */
package dev.approvalcopilot.support.tool;
