package dev.approvalcopilot.gateway.operator;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Who knocked at the operators' door and was turned away: counted each time, and a security event at most sixty times a minute, so
 * that nobody can fill the log.
 */
@ApplicationScoped
class RefusedAttempts {

    static final int MAX_EVENTS_A_MINUTE = 60;

    private static final Logger LOG = Logger.getLogger(RefusedAttempts.class);
    private static final int SECONDS = 60;

    private final Outbox outbox;
    private final MeterRegistry meters;
    private final AtomicLong minute = new AtomicLong();
    private final AtomicInteger events = new AtomicInteger();

    RefusedAttempts(Outbox outbox, MeterRegistry meters) {
        this.outbox = outbox;
        this.meters = meters;
    }

    void report(TokenRefused refused) {
        var reason = refused.reason().name().toLowerCase(Locale.ROOT);
        meters.counter("gateway.operators.refused", "reason", reason).increment();
        if (!mayReport(Instant.now())) {
            return;
        }
        LOG.warnf(
                "event=operator_refused reason=%s by=%s", reason, refused.sub().orElse("?"));
        boolean authentic = refused.reason().authentic();
        var event = new SecurityEvent(
                Service.GATEWAY,
                authentic ? "operator_forbidden" : "operator_unauthenticated",
                authentic
                        ? "Somebody who is no operator called the kill switch."
                        : "Somebody called the kill switch without a valid token.",
                Ids.next(),
                refused.sub().orElse(null),
                Instant.now());
        try {
            QuarkusTransaction.requiringNew().run(() -> outbox.add(event));
        } catch (RuntimeException e) {
            LOG.errorf(
                    "event=operator_refusal_not_recorded error=%s", e.getClass().getSimpleName());
        }
    }

    private boolean mayReport(Instant now) {
        long current = now.getEpochSecond() / SECONDS;
        if (minute.getAndSet(current) != current) {
            events.set(0);
        }
        return events.incrementAndGet() <= MAX_EVENTS_A_MINUTE;
    }
}
