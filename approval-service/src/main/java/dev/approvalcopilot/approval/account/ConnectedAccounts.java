package dev.approvalcopilot.approval.account;

import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Finds the account that is meant. */
@ApplicationScoped
public class ConnectedAccounts {
    private static final Logger LOG = Logger.getLogger(ConnectedAccounts.class);

    private final ManagementApi management;
    private final ChosenAccounts chosen;

    ConnectedAccounts(ManagementApi management, ChosenAccounts chosen) {
        this.management = management;
        this.chosen = chosen;
    }

    /**
     * At most 30 seconds old, and asked anew where that is not exactly one: who has just connected an account is not
     * made to wait. Of several it is the one that the principal chose for this action, if that helps and it is still there. The
     * gateway lists again before it acts. Own rules need no account, and nobody is asked.
     */
    public AccountLookup find(UUID action, String principal, String connection) {
        if (OwnRules.CONNECTION.equals(connection)) {
            return new AccountLookup.Found(new Account(OwnRules.CONNECTION, OwnRules.CONNECTION));
        }
        try {
            var accounts = ofConnection(principal, connection);
            if (accounts.size() != 1) {
                management.forget(principal);
                accounts = ofConnection(principal, connection);
            }
            return among(accounts, management.letsChoose(), () -> chosen.of(action));
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

    /** @param chosen asked only where there is a choice */
    static AccountLookup among(List<ConnectedAccount> accounts, boolean choosable, Supplier<Optional<String>> chosen) {
        return switch (accounts.size()) {
            case 0 -> new AccountLookup.NoneConnected();
            case 1 -> found(accounts.getFirst());
            default ->
                (choosable ? chosen.get() : Optional.<String>empty())
                        .flatMap(id -> accounts.stream()
                                .filter(account -> account.id().equals(id))
                                .findFirst())
                        .map(ConnectedAccounts::found)
                        .orElseGet(() -> new AccountLookup.Several(accounts, choosable));
        };
    }

    private static AccountLookup found(ConnectedAccount account) {
        return new AccountLookup.Found(account.account(), account.name().orElse(null));
    }

    /** All at one connection, for choosing among them. Empty where the gateway could not follow the choice. */
    public List<ConnectedAccount> choosable(String principal, String connection) {
        return management.letsChoose() ? ofConnection(principal, connection) : List.of();
    }

    private List<ConnectedAccount> ofConnection(String principal, String connection) {
        return management.accountsOf(principal).stream()
                .filter(account -> account.connection().equals(connection))
                .toList();
    }
}
