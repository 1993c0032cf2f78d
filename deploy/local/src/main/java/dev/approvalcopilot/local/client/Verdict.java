package dev.approvalcopilot.local.client;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/** What the approval-service made of a decision. */
public sealed interface Verdict {

    /** It stands. */
    record Decided(UUID id, State state, Instant at) implements Verdict {}

    /**
     * RFC 9470: the person has to log in anew first.
     *
     * @param challenge the header {@code WWW-Authenticate}
     * @param stepUp where; good once, for this action
     */
    record LoginNeeded(String challenge, URI stepUp) implements Verdict {}

    /** Nothing was decided. */
    record Declined(Problem problem) implements Verdict {}
}
