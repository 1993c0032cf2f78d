package dev.approvalcopilot.approval.identity;

import dev.approvalcopilot.contracts.own.NearNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Table {@code people}: who has signed in to the page. Nobody else's address and groups are known. */
@ApplicationScoped
public class People {
    /** Membership that no login has shown for so long does not count: the tenant may have ended it since. */
    private static final String RECENT = "seen_at > clock_timestamp() - interval '30 days'";

    private final Jdbi jdbi;

    People(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Notes what a login said. It replaces what an earlier one said. */
    public void seen(KnownPerson person) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into people (sub, name, email, groups, seen_at)
                        values (:sub, :name, :email, :groups, clock_timestamp())
                        on conflict (sub) do update set name = excluded.name, email = excluded.email,
                            groups = excluded.groups, seen_at = excluded.seen_at""")
                .bind("sub", person.sub())
                .bind("name", person.name().orElse(null))
                .bind("email", person.email().orElse(null))
                .bindArray("groups", String.class, person.groups())
                .execute());
    }

    /** Those of these people who have ever signed in. */
    public List<KnownPerson> known(Collection<String> subs) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from people where sub = any(:subs)")
                .bindArray("subs", String.class, subs)
                .map((row, _) -> read(row))
                .list());
    }

    /** Notes that Auth0 has a user with that id, who may never have signed in here. */
    public void noteTenantUser(String sub) {
        jdbi.useHandle(
                handle -> handle.createUpdate("insert into tenant_users (sub) values (:sub) on conflict do nothing")
                        .bind("sub", sub)
                        .execute());
    }

    /** Whether the person has signed in to the page, or an agent has acted for them, or Auth0 has said that there is one. */
    public boolean isKnown(String sub) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        select exists(select from people where sub = :sub)
                            or exists(select from inbox_heads where principal = :sub)
                            or exists(select from tenant_users where sub = :sub)""").bind("sub", sub).mapTo(Boolean.class).one());
    }

    /**
     * Ids that somebody may have meant who wrote this: by a slip in the id, or by the address or the name of a person.
     *
     * @param maxEdits letters of the id that may be wrong
     */
    public List<String> near(String written, int maxEdits) {
        var candidates = jdbi.withHandle(handle -> handle.createQuery("""
                        select sub from people where lower(email) = lower(:written) or lower(name) = lower(:written)
                        order by seen_at desc limit 3""")
                .bind("written", written)
                .mapTo(String.class)
                .list());
        if (!candidates.isEmpty()) {
            return candidates;
        }
        return NearNames.of(
                written,
                jdbi.withHandle(handle -> handle.createQuery("""
                                select sub from people where length(sub) between :shortest and :longest
                                union
                                select principal from inbox_heads where length(principal) between :shortest and :longest
                                limit 10000""")
                        .bind("shortest", written.length() - maxEdits)
                        .bind("longest", written.length() + maxEdits)
                        .mapTo(String.class)
                        .list()),
                maxEdits);
    }

    /** What others call them, by {@code sub}; whoever never signed in is called by that. */
    public UnaryOperator<String> names(Collection<String> subs) {
        var names = known(subs).stream().collect(Collectors.toMap(KnownPerson::sub, KnownPerson::shown));
        return sub -> names.getOrDefault(sub, sub);
    }

    /** Members of any of these groups by a login of the last 30 days, the latest first. */
    public List<KnownPerson> members(Collection<String> groups, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from people where groups && :groups and " + RECENT
                        + " order by seen_at desc limit :limit")
                .bindArray("groups", String.class, groups)
                .bind("limit", limit)
                .map((row, _) -> read(row))
                .list());
    }

    private static KnownPerson read(ResultSet row) throws SQLException {
        return new KnownPerson(
                row.getString("sub"),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("email")),
                Set.of((String[]) row.getArray("groups").getArray()));
    }
}
