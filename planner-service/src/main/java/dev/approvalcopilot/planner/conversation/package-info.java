/**
 * The conversation with the model, kept in the database so that it outlives days of waiting and every restart.
 * After an answer with tool calls come exactly its outcomes, in its order; only then is the model asked again.
 * Start at {@link dev.approvalcopilot.planner.conversation.Conversation} and {@link dev.approvalcopilot.planner.conversation.ContinueRun}.
 */
package dev.approvalcopilot.planner.conversation;
