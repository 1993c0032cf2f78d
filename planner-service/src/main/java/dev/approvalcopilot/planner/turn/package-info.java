/**
 * The loop: takes a run that has something to think about, asks the model once, and commits the answer.
 * Proposals are made only in the transaction that commits the turn, and only while lease, turn and run still are what they
 * were: a crash, a second worker or a cancel in between costs an answer of the model, never a double proposal.
 * Start at {@link dev.approvalcopilot.planner.turn.TurnWorker}.
 */
package dev.approvalcopilot.planner.turn;
