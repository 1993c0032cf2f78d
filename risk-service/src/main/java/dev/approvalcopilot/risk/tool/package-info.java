/**
 * The tools of the installation, as this service loaded them itself.
 * A proposal's own word about a tool is compared with these and never believed.
 * Start at {@link dev.approvalcopilot.risk.tool.Tools}.
 */
package dev.approvalcopilot.risk.tool;
