package dev.approvalcopilot.support.inbox;

import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Down when only a restart can help: the reading thread has ended, or one record has held it for far too long. */
@Liveness
class InboxLiveness implements HealthCheck {

    private final TopicReader reader;
    private final InboxConfig config;

    InboxLiveness(TopicReader reader, InboxConfig config) {
        this.reader = reader;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        var standing = reader.standing();
        boolean helpless = switch (standing.state()) {
            case ENDED -> true;
            case STUCK ->
                standing.since().plus(config.stuckAfter().multipliedBy(2)).isBefore(Instant.now());
            case MOVING, BROKER_AWAY, WAITING_FOR_DATABASE, FAILING -> false;
        };
        return HealthCheckResponse.named("inbox")
                .status(!helpless)
                .withData("state", standing.state().name())
                .build();
    }
}
