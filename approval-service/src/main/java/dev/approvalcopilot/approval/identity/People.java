package dev.approvalcopilot.approval.identity;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
