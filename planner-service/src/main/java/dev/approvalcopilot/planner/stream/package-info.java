/**
 * The live stream of a run: server-sent events out of the run's feed in the database.
 * What a client has seen it names by number, and gets everything after it, once and in order, from any instance.
 * Start at {@link dev.approvalcopilot.planner.stream.RunEventsResource}.
 */
package dev.approvalcopilot.planner.stream;
