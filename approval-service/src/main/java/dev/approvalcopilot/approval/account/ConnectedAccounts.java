package dev.approvalcopilot.approval.account;

import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** Finds the account that is meant. */
@ApplicationScoped
public class ConnectedAccounts {
    private static final Logger LOG = Logger.getLogger(ConnectedAccounts.class);

    private final ManagementApi management;

    ConnectedAccounts(ManagementApi management) {
        this.management = management;
    }

    /**
     * At most 30 seconds old, and asked anew where that is not exactly one: who has just connected an account is not
     * made to wait. The gateway lists again before it acts. Own rules need no account, and nobody is asked.
     */
    public AccountLookup find(String principal, String connection) {
        if (OwnRules.CONNECTION.equals(connection)) {
            return new AccountLookup.Found(new Account(OwnRules.CONNECTION, OwnRules.CONNECTION));
        }
        try {
            var accounts = ofConnection(principal, connection);
            if (accounts.size() != 1) {
                management.forget(principal);
                accounts = ofConnection(principal, connection);
            }
            return switch (accounts.size()) {
                case 0 -> new AccountLookup.NoneConnected();
                case 1 -> new AccountLookup.Found(accounts.getFirst());
                default -> new AccountLookup.Several(accounts.size());
            };
        } catch (Auth0Unavailable e) {
            LOG.warnf("event=auth0_unavailable what=\"%s\"", e.getMessage());
            return new AccountLookup.Unreachable();
        }
    }

    /** All that the person has connected, asked now. @throws Auth0Unavailable */
    public List<ConnectedAccount> all(String principal) {
        management.forget(principal);
        return management.accountsOf(principal);
    }

    /** The person has just connected or disconnected one. */
    public void forget(String principal) {
        management.forget(principal);
    }

    private List<Account> ofConnection(String principal, String connection) {
        return management.accountsOf(principal).stream()
                .filter(account -> account.connection().equals(connection))
                .map(account -> new Account(account.id(), account.connection()))
                .toList();
    }
}
