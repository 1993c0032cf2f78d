package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.run.RunLine;
import dev.approvalcopilot.approval.run.RunLines;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** A person's runs, and nobody else's. */
@ApplicationScoped
public class RunQueries {
    /** Actions of one run that are listed; the inbox has the others. */
    private static final int MAX_ACTIONS = 200;

    private static final String COUNTED = """
             cross join lateral (
                select count(*) filter (where a.state = 'PENDING') as waiting,
                    count(*) filter (where a.state = 'SUCCEEDED') as done,
                    count(*) filter (where a.state <> 'SUPERSEDED') as actions
                from approvals a where a.run = r.id and a.principal = r.principal) counted
            """;

    private final Jdbi jdbi;
    private final RunLines lines;

    RunQueries(Jdbi jdbi, RunLines lines) {
        this.jdbi = jdbi;
        this.lines = lines;
    }

    private record Row(RunSummary run, String answer) {}

    /**
     * Newest first.
     *
     * @param before the last run of the page before
     */
    public RunList list(String person, Optional<UUID> before, int limit) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                                select * from (
                                    select * from runs
                                    where principal = :person and goal is not null
                                        and (cast(:before as uuid) is null or id < cast(:before as uuid))
                                    order by id desc limit :limit) r""" + COUNTED + " order by r.id desc")
                .bind("person", person)
                .bind("before", before.orElse(null))
                .bind("limit", limit + 1)
                .map((row, _) -> read(row).run())
                .list());
        return rows.size() <= limit
                ? new RunList(rows, null)
                : new RunList(rows.subList(0, limit), rows.get(limit - 1).id().toString());
    }

    /** @throws ProblemException {@code not_found}, for another's run as for an unknown one */
    public RunSummary get(String person, UUID id) {
        return row(person, id).run();
    }

    /** The same with what happened in it. */
    public RunDetail show(String person, UUID id) {
        var row = row(person, id);
        var steps = Stream.concat(lines.of(id).stream().map(RunQueries::step), actions(person, id).stream())
                .sorted(Comparator.comparing(RunStep::at))
                .toList();
        return new RunDetail(row.run, row.answer, steps);
    }

    private Row row(String person, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select * from runs r" + COUNTED + " where id = :id and principal = :person")
                        .bind("id", id)
                        .bind("person", person)
                        .map((row, _) -> read(row))
                        .findOne())
                .orElseThrow(RunQueries::notFound);
    }

    static ProblemException notFound() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such run, or it is not yours.");
    }

    private static Row read(ResultSet row) throws SQLException {
        int waiting = row.getInt("waiting");
        boolean takenUp = row.getObject("requested_at") == null || row.getObject("started_at") != null;
        boolean stopAsked = row.getObject("stop_requested_at") != null || row.getObject("cancel_asked_at") != null;
        var run = new RunSummary(
                row.getObject("id", UUID.class),
                row.getString("agent"),
                row.getString("goal"),
                RunState.of(row.getString("ended"), takenUp, stopAsked, waiting),
                waiting,
                row.getInt("done"),
                row.getInt("actions"),
                time(row, "created_at"),
                time(row, "ended_at"));
        return new Row(run, row.getString("answer"));
    }

    private List<RunStep> actions(String person, UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, sentence, level, state, created_at,
                            coalesce(outcome_at, dispatched_at, decided_at) as moved_at
                        from approvals where run = :run and principal = :person order by created_at, id limit :limit""")
                .bind("run", run)
                .bind("person", person)
                .bind("limit", MAX_ACTIONS)
                .map((row, _) -> action(row))
                .list());
    }

    private static RunStep action(ResultSet row) throws SQLException {
        return new RunStep(
                RunStep.Kind.ACTION,
                row.getString("sentence"),
                row.getObject("id", UUID.class),
                RiskLevel.valueOf(row.getString("level")),
                ApprovalState.valueOf(row.getString("state")),
                time(row, "moved_at"),
                time(row, "created_at"));
    }

    private static RunStep step(RunLine line) {
        var kind = switch (line.kind()) {
            case ASKED -> RunStep.Kind.ASKED;
            case STARTED -> RunStep.Kind.STARTED;
            case STEP -> RunStep.Kind.STEP;
            case STOP_ASKED -> RunStep.Kind.STOP_ASKED;
            case ENDED -> RunStep.Kind.ENDED;
        };
        return new RunStep(kind, line.text(), null, null, null, null, line.at());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
