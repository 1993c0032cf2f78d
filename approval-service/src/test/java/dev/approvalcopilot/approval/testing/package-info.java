/**
 * What the tests of this service share: the stack, actions to be made, people with their tokens, and the topics.
 * Everything here is real or a builder of data; nothing stands in for what we own.
 * Start at {@link dev.approvalcopilot.approval.testing.AnAction}.
 */
package dev.approvalcopilot.approval.testing;
