/**
 * Answers every refused or failed HTTP request with an RFC 9457 problem document.
 * Invariant: a document holds fixed text and what the service put in it, never an exception's message.
 * Entry: throw {@link dev.approvalcopilot.support.problem.ProblemException}.
 */
package dev.approvalcopilot.support.problem;
