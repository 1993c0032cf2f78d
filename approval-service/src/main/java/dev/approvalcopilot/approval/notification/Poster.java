package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.support.outbound.Outbound;
import dev.approvalcopilot.support.outbound.OutboundAnswer;
import dev.approvalcopilot.support.outbound.OutboundLimits;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** The one HTTP client of notifications: public addresses only, no redirect, nothing by itself (docs/adr/0009). */
@ApplicationScoped
public class Poster {
    /** Only the beginning of an answer is looked at. */
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Outbound outbound;
    private final Duration timeout;

    Poster(ApprovalConfig config) {
        var settings = config.notifications();
        this.timeout = settings.timeout();
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("approval.notifications.timeout is above zero and at most " + LONGEST);
        }
        this.outbound = new Outbound(
                OutboundLimits.fresh(timeout, MAX_ANSWER_BYTES),
                settings.unsafeAllowAddresses().orElse(Set.of()));
    }

    public OutboundAnswer post(OutboundRequest request) {
        return outbound.send(request, timeout);
    }

    @PreDestroy
    void close() {
        outbound.close();
    }
}
