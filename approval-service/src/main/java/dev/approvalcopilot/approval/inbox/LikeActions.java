package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.inbox.ActionDetail.Counts;
import dev.approvalcopilot.approval.inbox.ActionDetail.LikeDecisions;
import dev.approvalcopilot.approval.inbox.ActionDetail.Past;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** How earlier like actions were decided: the same person's, with the same tool; alike are those with the same sentence. */
@ApplicationScoped
class LikeActions {
    /** As far back as anybody looks; it keeps the page quick for who decides much. */
    static final int MAX = 500;

    private static final int MAX_SHOWN = 3;

    private final Jdbi jdbi;

    private record Row(String sentence, Past past) {}

    LikeActions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    LikeDecisions of(Approval approval) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select id, sentence, verdict, state, decided_by, decided_at from approvals
                        where principal = :principal and tool = :tool and verdict is not null and id <> :id
                        order by decided_at desc limit :limit""")
                .bind("principal", approval.action().principal())
                .bind("tool", approval.action().tool())
                .bind("id", approval.id())
                .bind("limit", MAX)
                .map((row, _) -> read(row))
                .list());
        var same = rows.stream()
                .filter(row -> row.sentence.equals(approval.tool().sentence()))
                .map(Row::past)
                .toList();
        return new LikeDecisions(
                counts(same),
                counts(rows.stream().map(Row::past).toList()),
                same.stream().limit(MAX_SHOWN).toList());
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("sentence"),
                new Past(
                        row.getObject("id", UUID.class),
                        ApprovalState.valueOf(row.getString("verdict")),
                        ApprovalState.valueOf(row.getString("state")),
                        row.getString("decided_by"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant()));
    }

    private static Counts counts(List<Past> past) {
        int approved = count(past, ApprovalState.APPROVED);
        int rejected = count(past, ApprovalState.REJECTED);
        return new Counts(approved, rejected, past.size() - approved - rejected);
    }

    private static int count(List<Past> past, ApprovalState verdict) {
        return (int) past.stream().filter(one -> one.verdict() == verdict).count();
    }
}
