package dev.approvalcopilot.audit.entry;

import java.util.UUID;

/** What an event is about: what people filter by. Null where it says nothing. */
public record About(UUID action, UUID run, String principal, String agent, String tool) {

    /** About nothing that is known. */
    public static final About NOTHING = new About(null, null, null, null, null);
}
