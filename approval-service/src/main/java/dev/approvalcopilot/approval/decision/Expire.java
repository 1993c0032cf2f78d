package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Reports what nobody decided in time. It only reports: a late decision is refused whether this ran or not. */
@ApplicationScoped
class Expire {
    private static final Logger LOG = Logger.getLogger(Expire.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Outbox outbox;
    private final DecisionMetrics metrics;
    private final ApprovalConfig config;

    Expire(Jdbi jdbi, Approvals approvals, Outbox outbox, DecisionMetrics metrics, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.outbox = outbox;
        this.metrics = metrics;
        this.config = config;
    }

    @Scheduled(every = "${approval.expiry.sweep-every:PT2S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void expireOneBatch() {
        var overdue = approvals.lockOverdue(config.expiry().batchSize());
        for (var approval : overdue) {
            var expired = new Decided.Expired(jdbi.withHandle(DatabaseClock::now));
            approvals.decide(approval, expired);
            outbox.add(new ActionDecided.Expired(approval.ref(), expired.at()));
            metrics.decided(approval, expired);
            LOG.infof("event=expired action=%s", approval.id());
        }
    }
}
