package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.User.Account;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The connected accounts of everybody: seeded from the tenant, then changed by connecting and disconnecting. */
final class Vault {
    private final ConcurrentHashMap<String, List<Account>> accounts = new ConcurrentHashMap<>();
    private final Clock clock;

    Vault(Tenant tenant, Clock clock) {
        this.clock = clock;
        tenant.users().forEach(user -> accounts.put(user.id(), user.accounts()));
    }

    /** In the order of connecting. */
    List<Account> of(String userId) {
        return accounts.getOrDefault(userId, List.of());
    }

    List<Account> of(String userId, String connection) {
        return of(userId).stream()
                .filter(account -> account.connection().equals(connection))
                .toList();
    }

    Account connect(String userId, Connection connection, List<String> scopes) {
        var account = new Account(
                "cac_" + Secrets.random(16).replaceAll("[_-]", "0"), connection.name(), scopes, clock.instant(), true);
        accounts.merge(userId, List.of(account), (before, added) -> {
            var all = new ArrayList<>(before);
            all.addAll(added);
            return List.copyOf(all);
        });
        return account;
    }

    /** Tokens that the provider has given out stay good, as with Auth0. */
    boolean disconnect(String userId, String accountId) {
        var before = of(userId);
        accounts.computeIfPresent(
                userId,
                (_, all) -> all.stream()
                        .filter(account -> !account.id().equals(accountId))
                        .toList());
        return before.size() != of(userId).size();
    }

    /** From now on the provider refuses the stored refresh token, as after a revocation there. */
    void breakRefresh(String userId, String connection) {
        accounts.computeIfPresent(
                userId,
                (_, all) -> all.stream()
                        .map(account -> account.connection().equals(connection)
                                ? new Account(account.id(), connection, account.scopes(), account.createdAt(), false)
                                : account)
                        .toList());
    }
}
