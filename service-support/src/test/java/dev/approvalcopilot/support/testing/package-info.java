/**
 * What the tests of this module share.
 * Invariant: broker and database are real.
 * Entry: {@link dev.approvalcopilot.support.testing.OnLocalStack}.
 */
package dev.approvalcopilot.support.testing;
