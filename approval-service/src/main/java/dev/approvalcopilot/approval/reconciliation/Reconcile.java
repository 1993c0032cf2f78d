package dev.approvalcopilot.approval.reconciliation;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Reconciliation;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Takes a person's word on an unknown outcome. It decides nothing and runs nothing: another try is a new action. */
@ApplicationScoped
public class Reconcile {
    private static final Logger LOG = Logger.getLogger(Reconcile.class);

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Outbox outbox;
    private final Set<String> approverClients;

    Reconcile(Jdbi jdbi, Approvals approvals, Outbox outbox, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.outbox = outbox;
        this.approverClients = Set.copyOf(config.approverClients());
    }

    /**
     * Not in a transaction of the caller: the answer is given when it is committed.
     *
     * @param note for the record; may be empty
     */
    public Settlement settle(Caller person, UUID id, boolean happened, String note) {
        if (!approverClients.contains(person.client())) {
            LOG.warnf("event=reconciliation_refused action=%s reason=not_an_approver_client", id);
            return new Settlement.NotAnApproverClient();
        }
        return QuarkusTransaction.requiringNew()
                .call(() -> approvals
                        .lockOwn(person.sub(), id)
                        .map(approval -> underLock(approval, person.sub(), happened, note))
                        .orElseGet(Settlement.NotFound::new));
    }

    private Settlement underLock(Approval approval, String sub, boolean happened, String note) {
        if (approval.state() == ApprovalState.RECONCILED) {
            var before = approval.reconciliation();
            return before.happened() == happened ? new Settlement.Done(before) : new Settlement.AlreadySettled(before);
        }
        if (approval.state() != ApprovalState.UNKNOWN) {
            return new Settlement.NothingToSettle(approval.state());
        }
        var found = new Reconciliation(happened, note, sub, jdbi.withHandle(DatabaseClock::now));
        approvals.reconcile(approval, found);
        outbox.add(new ActionDecided.Reconciled(approval.ref(), sub, happened, note, found.at()));
        LOG.infof("event=reconciled action=%s happened=%s", approval.id(), happened);
        return new Settlement.Done(found);
    }
}
