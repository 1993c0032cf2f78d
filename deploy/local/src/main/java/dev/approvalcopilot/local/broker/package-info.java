/**
 * A real Kafka broker inside this process, with the access table that production has.
 * Nobody but the broker and {@code admin} may do more than {@link dev.approvalcopilot.contracts.event.Topic} says.
 * Start at {@link dev.approvalcopilot.local.broker.LocalKafka}.
 */
package dev.approvalcopilot.local.broker;
