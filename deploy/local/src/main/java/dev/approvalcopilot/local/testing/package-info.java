/**
 * The stack for tests: a service's {@code @QuarkusTest} gets a real broker, a real database and, if asked, stand-ins.
 * They run in a process of their own and end with the test's.
 * Start at {@link dev.approvalcopilot.local.testing.LocalStackResource}.
 */
package dev.approvalcopilot.local.testing;
