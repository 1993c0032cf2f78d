package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Says what should not happen, in the transaction that noticed it. */
@ApplicationScoped
class SecurityLog {
    private static final Logger LOG = Logger.getLogger(SecurityLog.class);

    private final Outbox outbox;

    SecurityLog(Outbox outbox) {
        this.outbox = outbox;
    }

    void report(String code, String detail, UUID action, String principal, Instant now) {
        LOG.warnf("event=security code=%s action=%s", code, action);
        outbox.add(new SecurityEvent(Service.APPROVAL, code, detail, action, principal, now));
    }
}
