package dev.approvalcopilot.approval.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.inbox.ActionDetail.Counts;
import dev.approvalcopilot.approval.inbox.ActionDetail.Difference;
import dev.approvalcopilot.approval.inbox.ActionDetail.LikeDecisions;
import dev.approvalcopilot.approval.inbox.ActionDetail.Past;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * How earlier like actions were decided: the same person's, with the same tool. Identical are those with the same arguments to the
 * letter; of the same target are those with the same sentence.
 */
@ApplicationScoped
class LikeActions {
    private static final int MAX_SHOWN = 3;

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final People people;

    /** @param arguments digest; null where it was held before digests were kept */
    private record Row(String sentence, String arguments, Past past) {}

    LikeActions(Jdbi jdbi, Approvals approvals, People people) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.people = people;
    }

    /** Two calls have the same one only with the same arguments, hidden characters included. */
    static String digest(ObjectNode arguments) {
        return CanonicalBytes.of(arguments).digest().value();
    }

    LikeDecisions of(Approval approval) {
        var mine = digest(approval.action().arguments());
        var rows = rows(approval);
        var identical = rows.stream()
                .filter(row -> mine.equals(row.arguments))
                .map(Row::past)
                .toList();
        var target = rows.stream()
                .filter(row -> row.sentence.equals(approval.tool().sentence()))
                .toList();
        var other = target.stream()
                .filter(row -> row.arguments != null && !row.arguments.equals(mine))
                .map(Row::past)
                .toList();
        var latest = identical.stream().limit(MAX_SHOWN).toList();
        var compared = other.stream().findFirst();
        var names = people.names(Stream.concat(latest.stream(), compared.stream())
                .map(Past::by)
                .filter(Objects::nonNull)
                .toList());
        int unknown = (int) target.stream().filter(row -> row.arguments == null).count();
        return new LikeDecisions(
                counts(identical),
                counts(other),
                unknown,
                counts(rows.stream().map(Row::past).toList()),
                latest.stream().map(past -> past.named(names)).toList(),
                compared.map(past -> difference(past.named(names), approval)).orElse(null));
    }

    private List<Row> rows(Approval approval) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, sentence, arguments_digest, verdict, state, decided_by, decided_at from approvals
                        where principal = :principal and tool = :tool and verdict is not null and id <> :id
                          -- What a schema or a policy refused, nobody decided.
                          and (decided_by is null or decided_by not like 'policy:%')
                        order by decided_at desc limit :limit""")
                .bind("principal", approval.action().principal())
                .bind("tool", approval.action().tool())
                .bind("id", approval.id())
                .bind("limit", LikeDecisions.MOST)
                .map((row, _) -> read(row))
                .list());
    }

    private Difference difference(Past past, Approval approval) {
        var before = approvals.find(past.id()).orElseThrow().action().arguments();
        return new Difference(
                past, ArgumentChange.between(before, approval.action().arguments()));
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("sentence"),
                row.getString("arguments_digest"),
                new Past(
                        row.getObject("id", UUID.class),
                        ApprovalState.valueOf(row.getString("verdict")),
                        ApprovalState.valueOf(row.getString("state")),
                        row.getString("decided_by"),
                        null,
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
