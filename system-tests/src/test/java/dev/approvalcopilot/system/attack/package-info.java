/**
 * Job: the attack suite, one test or one named row an attack; the table in docs/threat-model.md points here.
 * Invariant: each asserts that nothing happened at the provider, what was said about it, and what state is left.
 * Entry: {@link dev.approvalcopilot.system.attack.ForgedGrantTest}.
 */
package dev.approvalcopilot.system.attack;
