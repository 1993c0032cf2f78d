/**
 * Job: complete lives of actions through a running product, measured, beside what its database can commit.
 * Invariant: it uses the public APIs as a person would, and counts only what the providers' ledger holds exactly once.
 * Entry: {@link dev.approvalcopilot.local.bench.Bench#run}.
 */
package dev.approvalcopilot.local.bench;
