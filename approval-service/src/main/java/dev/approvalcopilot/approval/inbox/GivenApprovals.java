package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code given_approvals}. All methods take the caller's transaction; who writes holds the action's lock. */
@ApplicationScoped
public class GivenApprovals {
    private final Jdbi jdbi;

    GivenApprovals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Oldest first, counting or not. */
    public List<GivenApproval> of(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select approver, view, epoch, groups, id_token, auth_time, at
                        from given_approvals where action = :action order by at, approver""")
                .bind("action", action)
                .map((row, _) -> read(row))
                .list());
    }

    /** Adds a person's approval; one of theirs that no longer counts makes way for it. */
    public void add(UUID action, GivenApproval given) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into given_approvals (action, approver, view, epoch, groups, id_token, auth_time, at)
                        values (:action, :approver, :view, :epoch, :groups, :idToken, :authTime, :at)
                        on conflict (action, approver) do update set view = excluded.view, epoch = excluded.epoch,
                            groups = excluded.groups, id_token = excluded.id_token, auth_time = excluded.auth_time,
                            at = excluded.at""")
                .bind("action", action)
                .bind("approver", given.approver())
                .bind("view", given.view())
                .bind("epoch", given.epoch())
                .bindArray("groups", String.class, given.groups())
                .bind("idToken", given.idToken())
                .bind("authTime", given.authTime())
                .bind("at", given.at())
                .execute());
    }

    private static GivenApproval read(ResultSet row) throws SQLException {
        return new GivenApproval(
                row.getString("approver"),
                new Digest(row.getString("view")),
                row.getString("epoch"),
                Set.of((String[]) row.getArray("groups").getArray()),
                row.getString("id_token"),
                time(row, "auth_time"),
                time(row, "at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
