package dev.approvalcopilot.contracts.event;

import java.time.Instant;
import java.util.UUID;

/**
 * A person asks on the page that a run of theirs stops. The planner takes it as it takes the request over its own API; for
 * another person's run, or one that has ended, nothing follows from it.
 *
 * @param principal OIDC {@code sub} of who asks
 */
public record RunCancelRequested(UUID run, String principal, Instant at) implements Event {

    @Override
    public String key() {
        return run.toString();
    }
}
