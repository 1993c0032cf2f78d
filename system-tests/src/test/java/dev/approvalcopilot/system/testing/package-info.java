/**
 * Job: the whole product as real processes, started once for all tests of this module, and the means to look at every part of it.
 * Invariant: tests act through public APIs; broker, databases and files are only looked at, or attacked on purpose.
 * Entry: {@link dev.approvalcopilot.system.testing.Product}.
 */
package dev.approvalcopilot.system.testing;
