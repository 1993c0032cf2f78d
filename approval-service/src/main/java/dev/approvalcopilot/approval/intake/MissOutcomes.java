package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.inbox.Outcome;
import dev.approvalcopilot.approval.notification.Notice;
import dev.approvalcopilot.approval.notification.Notifications;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends what was approved and never reported: its grant can no longer be used, and whether it was used nobody said. A report that
 * comes later replaces this.
 */
@ApplicationScoped
class MissOutcomes {
    private static final Logger LOG = Logger.getLogger(MissOutcomes.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Outbox outbox;
    private final SecurityLog security;
    private final Notifications notifications;
    private final ApprovalConfig config;

    MissOutcomes(
            Jdbi jdbi,
            Approvals approvals,
            Outbox outbox,
            SecurityLog security,
            Notifications notifications,
            ApprovalConfig config) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.outbox = outbox;
        this.security = security;
        this.notifications = notifications;
        this.config = config;
    }

    @Scheduled(every = "${approval.outcome.sweep-every:PT2S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void missOneBatch() {
        var overdue = approvals.lockWithoutOutcome(
                config.outcome().margin(), config.outcome().batchSize());
        for (var approval : overdue) {
            miss(approval, jdbi.withHandle(DatabaseClock::now));
        }
    }

    private void miss(Approval approval, Instant now) {
        approvals.ended(approval, ApprovalState.UNKNOWN, Outcome.missing(now));
        var ended = approval.decided() instanceof Decided.Approved approved ? approved.grantEndsAt() : now;
        outbox.add(new ActionDecided.OutcomeMissing(approval.ref(), ended, now));
        security.report(
                Outcome.MISSING,
                "An action was approved, its grant has ended, and the gateway reported no outcome.",
                approval.id(),
                approval.action().principal(),
                now);
        notifications.tell(
                Notice.ofUnknownOutcome(approval.id(), approval.action().principal()));
        LOG.infof("event=outcome_missing action=%s", approval.id());
    }
}
