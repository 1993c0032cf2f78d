package dev.approvalcopilot.gateway.vault;

import java.time.Duration;
import java.util.Set;

/** What came of asking Auth0. A {@link Failure} means: nothing was handed out. */
public sealed interface VaultAnswer {

    /** @param scopes that Auth0 reports with the token; empty where the provider knows none */
    record Granted(ProviderToken token, Set<String> scopes) implements VaultAnswer {
        public Granted {
            scopes = Set.copyOf(scopes);
        }
    }

    /** A token of which Auth0 does not say what it may do: nothing can be compared. */
    record Unscoped(ProviderToken token) implements VaultAnswer {}

    /** Why Auth0 handed out nothing. */
    sealed interface Failure extends VaultAnswer {}

    /** The person has no such account in the vault. */
    record NotConnected() implements Failure {}

    /** The account there is another one than the approved, or one of several. */
    record Ambiguous() implements Failure {}

    /** The provider refuses the stored refresh token. */
    record ConsentWithdrawn() implements Failure {}

    /** Too many requests. @param retryAfter as Auth0 says, else a second */
    record RateLimited(Duration retryAfter) implements Failure {}

    /** No answer, or one that says Auth0 itself is ill. */
    record Unreachable() implements Failure {}

    /** Auth0 said no for a reason that time does not cure. @param error its code, for the log */
    record Denied(String error) implements Failure {}
}
