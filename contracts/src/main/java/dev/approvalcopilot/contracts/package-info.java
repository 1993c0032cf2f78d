/**
 * What crosses a service boundary: the shapes of docs/api, as Java types, with the checks that make them what they are.
 * Holds no service's logic, no clock and no I/O beyond reading manifest files.
 * Start at {@link dev.approvalcopilot.contracts.action.Action} and {@link dev.approvalcopilot.contracts.event.Topic}.
 */
package dev.approvalcopilot.contracts;
