package dev.approvalcopilot.local.auth0;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A person of the tenant.
 *
 * @param id          {@code sub}, for example {@code auth0|ada}
 * @param totpSecret  base32, of the enrolled second factor
 * @param identities  the logins that lead to this person; a linked social one carries the primary {@code sub}
 * @param permissions by audience, for APIs with RBAC
 * @param groups      what the tenant's administrator lists the person in; never what they say of themselves
 * @param accounts    connected accounts, the content of the vault
 */
public record User(
        String id,
        String email,
        String name,
        String password,
        String totpSecret,
        List<Identity> identities,
        Map<String, List<String>> permissions,
        List<String> groups,
        List<Account> accounts) {

    public User {
        identities = List.copyOf(identities);
        permissions = Map.copyOf(permissions);
        groups = List.copyOf(groups);
        accounts = List.copyOf(accounts);
    }

    /**
     * @param userId the part behind the bar of {@code sub}
     * @param nickname what the provider calls the person; null for the first identity, whose profile is the user's own
     */
    public record Identity(String provider, String connection, String userId, boolean social, String nickname) {
        public Identity(String provider, String connection, String userId, boolean social) {
            this(provider, connection, userId, social, null);
        }
    }

    /** The same person with these logins. */
    User with(List<Identity> others) {
        return new User(id, email, name, password, totpSecret, others, permissions, groups, accounts);
    }

    /**
     * A connected account.
     *
     * @param id        {@code cac_…}
     * @param scopes    granted when it was connected; empty where the provider reports none
     * @param refreshes whether the provider still accepts the stored refresh token
     */
    public record Account(String id, String connection, List<String> scopes, Instant createdAt, boolean refreshes) {
        public Account {
            scopes = List.copyOf(scopes);
        }
    }

    boolean hasIdentity(String connection) {
        return identities.stream().anyMatch(identity -> identity.connection().equals(connection));
    }

    List<String> permissionsFor(String audience) {
        return permissions.getOrDefault(audience, List.of());
    }

    String nickname() {
        return email.substring(0, email.indexOf('@'));
    }
}
