/**
 * Named places at which a service dies in the middle of its work, and what must hold afterwards (docs/adr/0016).
 * The services know nothing of them: a Java agent that only these tests start writes them into the running program.
 * Start at {@link dev.approvalcopilot.system.crash.CrashTest}.
 */
package dev.approvalcopilot.system.crash;
