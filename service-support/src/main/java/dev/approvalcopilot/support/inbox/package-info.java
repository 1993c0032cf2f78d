/**
 * Takes events from Kafka and gives each to the service's one handler.
 * Invariant: what an event causes commits together with its id, once; no record is passed over without a dead letter.
 * Entry: implement {@link dev.approvalcopilot.support.inbox.EventHandler}.
 */
package dev.approvalcopilot.support.inbox;
