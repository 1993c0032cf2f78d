package dev.approvalcopilot.local.auth0;

import java.util.List;

/**
 * A source of identities, and for a social one with the vault switched on, of connected accounts.
 *
 * @param strategy {@code auth0} for a database
 * @param title    what a person reads
 * @param vault    {@code connected_accounts.active}
 * @param scopes   asked for when an account is connected
 * @param scoping  how the provider treats a request for fewer scopes
 * @param tokenPrefix how the provider's tokens begin
 * @param tokenLifetimeSeconds of a provider token
 */
public record Connection(
        String name,
        String strategy,
        String title,
        boolean vault,
        List<String> scopes,
        Scoping scoping,
        String tokenPrefix,
        int tokenLifetimeSeconds) {

    /** The database connection of every new tenant. */
    public static final String DATABASE = "Username-Password-Authentication";

    public enum Scoping {
        NARROWABLE,
        FIXED,
        UNREPORTED
    }

    public Connection {
        scopes = List.copyOf(scopes);
    }

    boolean isSocial() {
        return !strategy.equals("auth0");
    }

    /** Looks like Auth0's, and is the same after a restart. */
    String id() {
        return "con_" + Secrets.sha256(name).replaceAll("[^A-Za-z0-9]", "").substring(0, 16);
    }
}
