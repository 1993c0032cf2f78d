package dev.approvalcopilot.approval.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Table {@code chosen_accounts}: which of several accounts the principal means, action by action. Everybody who looks sees the
 * same choice, and since the account is part of the view, another choice makes what was approved before count no more.
 */
@ApplicationScoped
public class ChosenAccounts {
    private final Jdbi jdbi;

    ChosenAccounts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The latest choice stands. */
    public void choose(UUID action, String account) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into chosen_accounts (action, account, at) values (:action, :account, clock_timestamp())
                        on conflict (action) do update set account = excluded.account, at = excluded.at""")
                .bind("action", action)
                .bind("account", account)
                .execute());
    }

    Optional<String> of(UUID action) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select account from chosen_accounts where action = :action")
                        .bind("action", action)
                        .mapTo(String.class)
                        .findOne());
    }
}
