package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.identity.Caller;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** A list as SQL. Only what is asked for stands in it, and states as literals, so that the partial indexes fit. */
final class ListSql {
    /** When an action left the waiting ones; one that nobody decided, when its call left or was reported. */
    private static final String DECIDED = "coalesce(decided_at, dispatched_at, outcome_at)";

    private static final String SEARCHED = "(sentence || ' ' || title || ' ' || agent)";
    private static final String PENDING = "state = 'PENDING'";

    private final ListFilter filter;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Caller person;
    private final List<String> principals;

    /** @param principals who let this person decide */
    ListSql(Caller person, ListFilter filter, List<String> principals) {
        this.person = person;
        this.principals = List.copyOf(principals);
        this.filter = filter;
        conditions.add(whose());
        states();
        criteria(filter.criteria());
    }

    /** One page and a row more, when there is one. @param folded what stands elsewhere */
    String page(List<Flood> folded) {
        var all = new ArrayList<>(conditions);
        for (int i = 0; i < folded.size(); i++) {
            var flood = folded.get(i);
            all.add("not (tool = :tool%1$d and agent = :agent%1$d and level = :level%1$d)".formatted(i));
            values.put("tool" + i, flood.tool());
            values.put("agent" + i, flood.agent());
            values.put("level" + i, flood.level().name());
        }
        filter.after().ifPresent(cursor -> all.add(after(cursor)));
        return """
                select id, state, level, sentence, title, tool, connection, agent, principal, run, created_at, expires_at,
                    decided_by, obligations, %s as left_at
                from approvals where %s order by %s limit %d""".formatted(DECIDED, and(all), order(), filter.limit() + 1);
    }

    /** Kinds of actions of which many wait. What is CRITICAL is looked at one by one, so it never hides behind a number. */
    String floods(int from, int most) {
        return """
                select level, tool, agent, min(title) as title, min(connection) as connection, count(*) as actions,
                    min(created_at) as oldest, max(created_at) as newest
                from approvals where %s and level <> 'CRITICAL'
                group by level, tool, agent having count(*) >= %d
                order by count(*) desc, level, tool, agent limit %d""".formatted(and(conditions), from, most);
    }

    /** How many there are; counting ends at the most. */
    String count(int most) {
        return "select count(*) from (select 1 from approvals where %s limit %d) counted"
                .formatted(and(conditions), most);
    }

    Query bindTo(Query query) {
        query.bindArray("groups", String.class, person.groups());
        query.bindArray("principals", String.class, principals);
        query.bindArray(
                "states", String.class, filter.states().stream().map(Enum::name).toList());
        return query.bindMap(values);
    }

    private String whose() {
        values.put("principal", person.sub());
        return switch (filter.inbox()) {
            case MINE -> "principal = :principal";
            case TEAM -> "principal <> :principal and " + team();
        };
    }

    /** Of those who let this person decide only what they may decide about, and only while it waits. */
    private String team() {
        return principals.isEmpty()
                ? "groups && :groups"
                : "(groups && :groups or principal = any(:principals) and " + PENDING
                        + " and decides_for(:principal, principal, tool))";
    }

    private void states() {
        if (filter.isWaiting()) {
            conditions.add(PENDING);
        } else if (!filter.states().isEmpty()) {
            conditions.add("state = any(:states)");
            if (!filter.states().contains(ApprovalState.PENDING)) {
                conditions.add("state <> 'PENDING'");
            }
        }
    }

    private void criteria(Criteria criteria) {
        for (int i = 0; i < criteria.words().size(); i++) {
            conditions.add(SEARCHED + " ilike :word" + i);
            values.put("word" + i, "%" + literally(criteria.words().get(i)) + "%");
        }
        criteria.level().ifPresent(level -> equal("level", level.name()));
        criteria.tool().ifPresent(tool -> equal("tool", tool));
        criteria.agent().ifPresent(agent -> equal("agent", agent));
        criteria.connection().ifPresent(connection -> equal("connection", connection));
        criteria.run().ifPresent(run -> equal("run", run));
    }

    private void equal(String column, Object value) {
        conditions.add(column + " = :" + column);
        values.put(column, value);
    }

    /** Characters that mean something to ilike mean themselves. */
    private static String literally(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String after(Cursor cursor) {
        values.put("at", cursor.at());
        values.put("id", cursor.id());
        return switch (filter.order()) {
            case NEWEST -> "(created_at, id) < (:at, :id)";
            case DECIDED -> "(" + DECIDED + ", id) < (:at, :id)";
            case URGENT -> {
                values.put("rank", -cursor.levelRank());
                yield "(-level_rank, created_at, id) > (:rank, :at, :id)";
            }
        };
    }

    private String order() {
        return switch (filter.order()) {
            case NEWEST -> "created_at desc, id desc";
            case DECIDED -> DECIDED + " desc, id desc";
            case URGENT -> "-level_rank, created_at, id";
        };
    }

    private static String and(List<String> conditions) {
        return String.join(" and ", conditions);
    }
}
