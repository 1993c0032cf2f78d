/**
 * Job: what the product promises as a whole, shown on real processes; each class is one promise.
 * Invariant: the providers' ledger, the audit log and the broker say what happened, never the code under test.
 * Entry: {@link dev.approvalcopilot.system.DemoTest}, the main job.
 */
package dev.approvalcopilot.system;
