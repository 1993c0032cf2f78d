package dev.approvalcopilot.approval.account;

import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Finds the account that is meant. */
@ApplicationScoped
public class ConnectedAccounts {
    private static final Logger LOG = Logger.getLogger(ConnectedAccounts.class);

    private final ManagementApi management;

    ConnectedAccounts(ManagementApi management) {
        this.management = management;
    }

    /** At most 30 seconds old. The gateway lists again before it acts. */
    public AccountLookup find(String principal, String connection) {
        try {
            var accounts = management.accountsOf(principal).stream()
                    .filter(account -> account.connection().equals(connection))
                    .toList();
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
}
