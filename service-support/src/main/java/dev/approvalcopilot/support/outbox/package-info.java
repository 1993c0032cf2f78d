/**
 * Sends a service's events to Kafka, at least once and in order per key.
 * Invariant: an event leaves if and only if the transaction that added it committed; nothing else writes to Kafka.
 * Entry: {@link dev.approvalcopilot.support.outbox.Outbox#add}.
 */
package dev.approvalcopilot.support.outbox;
