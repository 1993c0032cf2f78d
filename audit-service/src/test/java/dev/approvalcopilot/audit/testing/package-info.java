/**
 * What the tests of this service share: the stack, people's tokens, events of all services.
 * Events are produced with the true writer's login, so the broker's access table holds in tests too.
 * Start at {@link dev.approvalcopilot.audit.testing.Topics} and {@link dev.approvalcopilot.audit.testing.Story}.
 */
package dev.approvalcopilot.audit.testing;
