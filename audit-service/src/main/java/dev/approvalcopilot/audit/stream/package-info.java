/**
 * The log as it grows, over server-sent events.
 * A stream shows what its caller may see, ends with the caller's token, and can be taken up again where it broke off.
 * Start at {@link dev.approvalcopilot.audit.stream.StreamResource}.
 */
package dev.approvalcopilot.audit.stream;
