/**
 * The topics, who writes and reads each, and the events on them (CloudEvents 1.0, binary mode).
 * One writer a topic; a meaning never changes, a new one is a new version.
 * Start at {@link dev.approvalcopilot.contracts.event.Topic} and {@link dev.approvalcopilot.contracts.event.EventType}.
 */
package dev.approvalcopilot.contracts.event;
