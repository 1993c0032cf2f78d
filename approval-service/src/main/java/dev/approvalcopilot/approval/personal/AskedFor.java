package dev.approvalcopilot.approval.personal;

import java.util.UUID;

/**
 * Nothing has changed yet.
 *
 * @param action that would change it: it shows when it is classified, and waits for its person
 */
public record AskedFor(UUID action) {}
