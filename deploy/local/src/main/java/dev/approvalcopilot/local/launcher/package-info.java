/**
 * The command line behind {@code ./dev}.
 * Whatever fails says so in one line and leaves nothing running; the exit codes are in {@code ./dev --help}.
 * Start at {@link dev.approvalcopilot.local.launcher.Dev}.
 */
package dev.approvalcopilot.local.launcher;
