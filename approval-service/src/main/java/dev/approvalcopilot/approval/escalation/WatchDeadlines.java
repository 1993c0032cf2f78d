package dev.approvalcopilot.approval.escalation;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.notification.Kind;
import dev.approvalcopilot.approval.notification.Notice;
import dev.approvalcopilot.approval.notification.Notifications;
import dev.approvalcopilot.approval.waiting.Deadlines;
import dev.approvalcopilot.approval.waiting.Deadlines.Due;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Reminds and escalates. One transaction an action, in which the mark that it happened and the notice stand together: whoever
 * dies in between has done neither, and nobody does both twice.
 */
@ApplicationScoped
class WatchDeadlines {
    private static final Logger LOG = Logger.getLogger(WatchDeadlines.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Deadlines deadlines;
    private final Notifications notifications;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final ApprovalConfig config;

    WatchDeadlines(
            Jdbi jdbi,
            Approvals approvals,
            Deadlines deadlines,
            Notifications notifications,
            Outbox outbox,
            MeterRegistry metrics,
            ApprovalConfig config) {
        this.metrics = metrics;
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.deadlines = deadlines;
        this.notifications = notifications;
        this.outbox = outbox;
        this.config = config;
    }

    @Scheduled(every = "${approval.waiting.sweep-every:PT2S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watchOneBatch() {
        for (var action : deadlines.due(config.waiting().batchSize())) {
            QuarkusTransaction.requiringNew().run(() -> watch(action));
        }
    }

    private void watch(UUID action) {
        // The action first, as whoever decides does: so nobody waits for a row of the other's.
        var approval = approvals.lock(action).orElseThrow();
        var due = deadlines.lockDue(action);
        if (due.isEmpty()) {
            return;
        }
        if (approval.state() != ApprovalState.PENDING) {
            deadlines.close(action);
            return;
        }
        deadlines.done(action, due.get());
        if (due.get().escalation()) {
            escalate(approval, due.get());
        }
        if (due.get().reminder()) {
            remind(approval, due.get());
        }
    }

    private void escalate(Approval approval, Due due) {
        approvals.askBesides(approval, due.groups());
        int reached = notifications.reach(Set.copyOf(due.groups()), approval.level());
        deadlines.reached(approval.id(), reached);
        notifications.tell(new Notice(approval.id(), Kind.ESCALATION, Set.of(), Set.copyOf(due.groups())));
        outbox.add(new ActionDecided.Escalated(
                approval.ref(), due.groups(), reached, jdbi.withHandle(DatabaseClock::now)));
        metrics.counter("approval.escalations", "told", reached == 0 ? "nobody" : "somebody")
                .increment();
        if (reached == 0) {
            LOG.warnf("event=escalation_reaches_nobody action=%s groups=%s", approval.id(), due.groups());
        }
        LOG.infof("event=escalated action=%s groups=%s", approval.id(), due.groups());
    }

    /** Whoever may say yes: not a principal whom a policy takes out. */
    private void remind(Approval approval, Due due) {
        var people = approval.obligations().barsThePrincipal()
                ? Set.<String>of()
                : Set.of(approval.action().principal());
        var groups = new HashSet<>(approval.obligations().groups());
        if (due.escalation() || deadlines.of(approval.id()).orElseThrow().escalatedAt() != null) {
            groups.addAll(due.groups());
        }
        approvals.touched(approval);
        notifications.tell(new Notice(approval.id(), Kind.REMINDER, people, groups));
        LOG.infof("event=reminded action=%s", approval.id());
    }
}
