/**
 * Job: the APIs of planner, approval and audit as a person's own program uses them, with the login in front.
 * Invariant: it knows only what the HTTP contracts say; nothing here shares code with a service.
 * Entry: {@link dev.approvalcopilot.local.client.CopilotClient#login}.
 */
package dev.approvalcopilot.local.client;
