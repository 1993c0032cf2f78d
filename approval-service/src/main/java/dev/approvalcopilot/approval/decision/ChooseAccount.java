package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.account.ChosenAccounts;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes the principal's word which of several accounts is meant. It decides nothing: the account becomes part of the view, and
 * the view is what is approved afterwards.
 */
@ApplicationScoped
public class ChooseAccount {
    private static final Logger LOG = Logger.getLogger(ChooseAccount.class);

    private final Approvals approvals;
    private final ConnectedAccounts accounts;
    private final ChosenAccounts chosen;
    private final Jdbi jdbi;
    private final Outbox outbox;
    private final Set<String> approverClients;

    ChooseAccount(
            Approvals approvals,
            ConnectedAccounts accounts,
            ChosenAccounts chosen,
            Jdbi jdbi,
            Outbox outbox,
            ApprovalConfig config) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.approvals = approvals;
        this.accounts = accounts;
        this.chosen = chosen;
        this.approverClients = Set.copyOf(config.approverClients());
    }

    /** @return why not; empty when it is chosen */
    public Optional<Verdict> choose(Caller person, UUID id, String account) {
        if (!approverClients.contains(person.client())) {
            return Optional.of(new Verdict.NotAnApproverClient());
        }
        var found = approvals.visibleTo(person, id);
        if (found.isEmpty()) {
            return Optional.of(new Verdict.NotFound());
        }
        var approval = found.get();
        var connection = approval.action().connection();
        if (!approval.isOf(person.sub())) {
            return Optional.of(new Verdict.OnlyThePrincipal());
        }
        if (approval.state() != ApprovalState.PENDING) {
            return Optional.of(new Verdict.AlreadyDecided(approval.state()));
        }
        try {
            var all = accounts.choosable(person.sub(), connection);
            if (all.stream().noneMatch(one -> one.id().equals(account))) {
                return Optional.of(
                        all.isEmpty()
                                ? new Verdict.NotConnected(connection)
                                : new Verdict.AccountAmbiguous(connection, all.size()));
            }
        } catch (Auth0Unavailable e) {
            return Optional.of(new Verdict.Auth0Unavailable());
        }
        QuarkusTransaction.requiringNew().run(() -> {
            chosen.choose(id, account);
            outbox.add(new ActionDecided.AccountChosen(
                    approval.ref(), person.sub(), account, jdbi.withHandle(DatabaseClock::now)));
        });
        LOG.infof("event=account_chosen action=%s", id);
        return Optional.empty();
    }
}
