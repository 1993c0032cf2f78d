package dev.approvalcopilot.approval.account;

import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * An account at a provider, as Auth0 lists it. Without tokens.
 *
 * @param id Auth0's id of the connected account; of a linked identity the user's id at the provider
 * @param connection the Auth0 connection
 * @param name from the provider's profile, where Auth0 has one; never what an id is guessed to mean
 * @param scopes that the provider granted when it was connected; empty where Auth0 reports none
 * @param since when it was connected, where Auth0 says so
 */
public record ConnectedAccount(
        String id, String connection, Optional<String> name, Set<String> scopes, Optional<Instant> since) {
    public ConnectedAccount {
        scopes = Set.copyOf(scopes);
    }

    /** As it stands in the view and in the grant. */
    Account account() {
        return new Account(id, connection);
    }
}
