/**
 * What keeps a yes from becoming a reflex: reading times, likes of rejected actions, limits of agents, what is measured.
 * It can make a person wait or an agent be refused, and never makes anything run.
 * Start at {@link dev.approvalcopilot.approval.attention.ReadingTimes}.
 */
package dev.approvalcopilot.approval.attention;
