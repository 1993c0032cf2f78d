/**
 * An installation on this machine (ports, secrets, keys, configuration) and the processes that make it up.
 * Everything listens on 127.0.0.1; a private key lies only in the folder of the service that signs with it.
 * Start at {@link dev.approvalcopilot.local.stack.Installation} and {@link dev.approvalcopilot.local.stack.LocalStack}.
 */
package dev.approvalcopilot.local.stack;
