/**
 * Tool manifests: files of the platform team that say what a tool is, what it needs, what it changes and how it is called.
 * All services load the same folder; a manifest that understates its own danger is refused when it is loaded.
 * Start at {@link dev.approvalcopilot.contracts.manifest.ToolCatalog}.
 */
package dev.approvalcopilot.contracts.manifest;
