package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.AttentionConfig;
import dev.approvalcopilot.approval.attention.Statistics.Line;
import dev.approvalcopilot.approval.attention.Statistics.Numbers;
import dev.approvalcopilot.approval.attention.Statistics.OfPerson;
import dev.approvalcopilot.approval.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** A person's own numbers; those of all without names, and each person's, for groups that the configuration names. */
@ApplicationScoped
public class StatisticsQueries {
    private static final String OVERRIDES =
            "count(*) filter (where verdict = 'APPROVED' and (like_rejected or raised_by <> '{}'))";
    private static final String MEDIAN = """
            percentile_cont(0.5) within group (order by extract(epoch from decided_at - shown_at))
                filter (where shown_at is not null)""";
    private static final int MOST_LINES = 100;

    private final Jdbi jdbi;
    private final AttentionConfig.Statistics config;

    StatisticsQueries(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.config = config.attention().statistics();
    }

    public Statistics of(Caller person) {
        boolean team = isIn(person, config.showTeamTo().orElse(Set.of()));
        var peopleShownTo = config.showPeopleTo().orElse(Set.of());
        return jdbi.withHandle(handle -> new Statistics(
                Statistics.DAYS,
                numbers(handle, person.sub()),
                tests(handle, person.sub()),
                team ? numbers(handle, null) : null,
                peopleShownTo.stream().sorted().toList(),
                isIn(person, peopleShownTo) ? people(handle) : null));
    }

    private static boolean isIn(Caller person, Set<String> groups) {
        return !Collections.disjoint(person.groups(), groups);
    }

    /** @param person null for everybody */
    private static Numbers numbers(Handle handle, String person) {
        var byPolicy = lines(handle, "policy", ", unnest(raised_by) as policy", person);
        var byTool = lines(handle, "tool", "", person);
        return ask(handle, """
                        select count(*) as decisions,
                            count(*) filter (where verdict = 'APPROVED') as approved,
                            count(*) filter (where verdict = 'REJECTED') as rejected,
                            count(*) filter (where verdict = 'ANSWERED') as answered,
                            count(*) filter (where verdict = 'CHANGED') as changed,
                            %s as median,
                            count(*) filter (where decided_at - shown_at <= make_interval(secs => :quick)) as quick,
                            count(*) filter (where shown_at is null) as unopened,
                            %s as overrides
                        from measured_decisions""".formatted(MEDIAN, OVERRIDES), "", person)
                .bind("quick", (double) Statistics.QUICK_SECONDS)
                .map((row, _) -> new Numbers(
                        row.getLong("decisions"),
                        row.getLong("approved"),
                        row.getLong("rejected"),
                        row.getLong("answered"),
                        row.getLong("changed"),
                        row.getObject("median", Double.class),
                        row.getLong("quick"),
                        row.getLong("unopened"),
                        row.getLong("overrides"),
                        byPolicy,
                        byTool))
                .one();
    }

    private static Statistics.Tests tests(Handle handle, String person) {
        return handle.createQuery("""
                        select count(*) as decided, count(*) filter (where ended = 'CAUGHT') as caught from canaries
                        where person = :person and ended_at > now() - make_interval(days => :days)""")
                .bind("person", person)
                .bind("days", Statistics.DAYS)
                .map((row, _) -> new Statistics.Tests(row.getLong("decided"), row.getLong("caught")))
                .one();
    }

    private static List<Line> lines(Handle handle, String by, String from, String person) {
        return ask(handle, """
                        select %s as name, count(*) as decisions,
                            count(*) filter (where verdict = 'APPROVED') as approved, %s as overrides
                        from measured_decisions%s""".formatted(by, OVERRIDES, from), """
                        group by 1 order by 2 desc, 1 limit %d""".formatted(MOST_LINES), person)
                .map((row, _) -> new Line(
                        row.getString("name"),
                        row.getLong("decisions"),
                        row.getLong("approved"),
                        row.getLong("overrides")))
                .list();
    }

    private static List<OfPerson> people(Handle handle) {
        return ask(handle, """
                        select person, count(*) as decisions,
                            count(*) filter (where verdict = 'APPROVED') as approved, %s as overrides, %s as median
                        from measured_decisions""".formatted(OVERRIDES, MEDIAN), """
                        group by 1 order by 2 desc, 1 limit %d""".formatted(MOST_LINES), null)
                .map((row, _) -> new OfPerson(
                        row.getString("person"),
                        row.getLong("decisions"),
                        row.getLong("approved"),
                        row.getLong("overrides"),
                        row.getObject("median", Double.class)))
                .list();
    }

    private static Query ask(Handle handle, String select, String end, String person) {
        return handle.createQuery(select + "\n" + """
                        where decided_at > now() - make_interval(days => :days)
                           and (cast(:person as text) is null or person = :person)
                        """ + end)
                .bind("days", Statistics.DAYS)
                .bind("person", person);
    }
}
