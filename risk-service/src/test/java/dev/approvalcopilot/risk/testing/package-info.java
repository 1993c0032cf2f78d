/**
 * What the tests of this service share: the stack, people's tokens, events in and out.
 * Events are produced with the true writer's login, so the broker's access table holds in tests too.
 * Start at {@link dev.approvalcopilot.risk.testing.Topics} and {@link dev.approvalcopilot.risk.testing.Proposals}.
 */
package dev.approvalcopilot.risk.testing;
