package dev.approvalcopilot.support.inbox;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Down while events are not read on: one waits for the database, cannot be read, or is stuck. An absent broker is only said:
 * what this service answers over HTTP does not need it, and no restart brings it back.
 */
@Readiness
class InboxReadiness implements HealthCheck {

    private final TopicReader reader;
    private final InboxConfig config;

    InboxReadiness(TopicReader reader, InboxConfig config) {
        this.reader = reader;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var standing = reader.standing();
        return HealthCheckResponse.named("inbox")
                .status(standing.moves() || !config.inReadiness())
                .withData("state", standing.state().name())
                .withData("since", standing.since().toString())
                .build();
    }
}
