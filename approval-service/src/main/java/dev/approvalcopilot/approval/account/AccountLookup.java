package dev.approvalcopilot.approval.account;

import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is known about a person's account for one connection. */
public sealed interface AccountLookup {
    /** @param name what Auth0 calls it; null where it says none */
    record Found(Account account, String name) implements AccountLookup {
        public Found(Account account) {
            this(account, null);
        }
    }

    record NoneConnected() implements AccountLookup {}

    /** @param choosable whether the gateway can ask for the one that is chosen, so that the person may choose */
    record Several(List<ConnectedAccount> accounts, boolean choosable) implements AccountLookup {
        public Several {
            accounts = List.copyOf(accounts);
        }
    }

    /** Auth0 did not answer. Nothing may be decided on that. */
    record Unreachable() implements AccountLookup {}

    /** The action is settled without one: it no longer matters. */
    record NotAsked() implements AccountLookup {}

    /** The account, where there is exactly one. */
    default Optional<Account> found() {
        return this instanceof Found found ? Optional.of(found.account) : Optional.empty();
    }

    /** What Auth0 calls it; empty where it says none. */
    default Optional<String> foundName() {
        return this instanceof Found found ? Optional.ofNullable(found.name) : Optional.empty();
    }

    /** For the API and the page. */
    default Status status() {
        return switch (this) {
            case Found _ -> Status.CONNECTED;
            case NoneConnected _ -> Status.NOT_CONNECTED;
            case Several _ -> Status.AMBIGUOUS;
            case Unreachable _ -> Status.AUTH0_UNAVAILABLE;
            case NotAsked _ -> Status.NOT_ASKED;
        };
    }

    @Schema(name = "AccountStatus")
    enum Status {
        CONNECTED,
        NOT_CONNECTED,
        AMBIGUOUS,
        AUTH0_UNAVAILABLE,
        NOT_ASKED
    }
}
