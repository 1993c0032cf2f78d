/**
 * Puts the plain parts together and refuses a start with settings that contradict each other.
 * A missing or unsafe setting stops the start with one line that names it.
 * Start at {@link dev.approvalcopilot.gateway.wiring.Verification}.
 */
package dev.approvalcopilot.gateway.wiring;
