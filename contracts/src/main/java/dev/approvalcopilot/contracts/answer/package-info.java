/**
 * Answers of a provider: whether a call happened, whether it may be made again, and what of the answer the agent may see. Nothing
 * here sends anything.
 * Start at {@link dev.approvalcopilot.contracts.answer.AnswerRules}.
 */
package dev.approvalcopilot.contracts.answer;
