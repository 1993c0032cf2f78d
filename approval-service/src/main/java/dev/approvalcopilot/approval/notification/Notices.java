package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code notices}. All methods take the caller's transaction. */
@ApplicationScoped
class Notices {
    private final Jdbi jdbi;

    Notices(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A notice, and what its action looks like now.
     *
     * @param expiresAt null where it waits for no decision
     */
    record Open(Notice notice, RiskLevel level, String principal, String tool, Instant expiresAt) {}

    private record Row(Open open, ApprovalState state) {}

    void add(Notice notice) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into notices (id, action, kind, people, groups)
                        values (:id, :action, :kind, :people, :groups)""")
                .bind("id", Ids.next())
                .bind("action", notice.action())
                .bind("kind", notice.kind().name())
                .bindArray("people", String.class, notice.people())
                .bindArray("groups", String.class, notice.groups())
                .execute());
    }

    /** Removes the oldest. @return those whose action still wants somebody */
    List<Open> take(int limit) {
        return jdbi
                .withHandle(handle -> handle.createQuery("""
                                with taken as (
                                    delete from notices where id in (
                                        select id from notices order by told_at limit :limit for update skip locked)
                                    returning *)
                                select t.*, a.level, a.state, a.principal, a.tool, a.expires_at from taken t join approvals a on a.id = t.action
                                order by t.told_at""")
                        .bind("limit", limit)
                        .map((row, _) -> read(row))
                        .list())
                .stream()
                .filter(row -> row.open.notice.kind().isOpen(row.state))
                .map(Row::open)
                .toList();
    }

    private static Row read(ResultSet row) throws SQLException {
        var notice = new Notice(
                row.getObject("action", UUID.class),
                Kind.valueOf(row.getString("kind")),
                Set.of((String[]) row.getArray("people").getArray()),
                Set.of((String[]) row.getArray("groups").getArray()));
        var level = RiskLevel.valueOf(row.getString("level"));
        var state = ApprovalState.valueOf(row.getString("state"));
        var expiresAt = state == ApprovalState.PENDING
                ? row.getObject("expires_at", OffsetDateTime.class).toInstant()
                : null;
        return new Row(new Open(notice, level, row.getString("principal"), row.getString("tool"), expiresAt), state);
    }
}
