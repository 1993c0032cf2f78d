package dev.approvalcopilot.audit.entry;

import java.time.Instant;
import java.util.UUID;

/**
 * Which entries are asked for; null where it does not matter.
 *
 * @param person the principal
 * @param type CloudEvents type
 * @param from time of the event, included
 * @param to time of the event, excluded
 */
public record Filter(UUID action, UUID run, String person, String type, Instant from, Instant to) {}
