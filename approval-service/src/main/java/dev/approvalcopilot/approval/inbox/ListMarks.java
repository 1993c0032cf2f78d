package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.inbox.ActionSummary.Marks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * What a list says of its rows besides: how far an action is that one person does not decide alone, and who looks at it. One look
 * for a whole page. Whether an approval is for the very account of now, only the action itself says: that takes Auth0.
 */
@ApplicationScoped
class ListMarks {
    private final Jdbi jdbi;
    private final Halts halts;

    ListMarks(Jdbi jdbi, Halts halts) {
        this.jdbi = jdbi;
        this.halts = halts;
    }

    /** The rows with their marks. */
    List<ActionSummary> on(List<ActionSummary> rows) {
        var waiting = rows.stream()
                .filter(row -> row.state() == ApprovalState.PENDING)
                .map(ActionSummary::id)
                .toList();
        if (waiting.isEmpty()) {
            return rows;
        }
        var marks = find(waiting);
        return rows.stream().map(row -> row.marked(marks.get(row.id()))).toList();
    }

    private Map<UUID, Marks> find(List<UUID> actions) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select a.id, q.needed, c.name,
                            (select count(*) from given_approvals g
                             where g.action = a.id and g.epoch = :epoch
                               and (g.auth_time is null
                                    or g.auth_time > clock_timestamp() - make_interval(secs => :window))) as given
                        from approvals a
                            cross join lateral (select cast(a.obligations ->> 'quorum' as int) as needed) q
                            left join claims c on c.action = a.id and c.until > clock_timestamp()
                        where a.id = any(:actions) and (q.needed > 1 or c.name is not null)""")
                .bind("epoch", halts.epoch())
                .bind("window", (double) GivenApproval.QUORUM_WINDOW.toSeconds())
                .bindArray("actions", UUID.class, actions)
                .map((row, _) -> Map.entry(
                        row.getObject("id", UUID.class),
                        new Marks(row.getInt("given"), row.getInt("needed"), row.getString("name"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
