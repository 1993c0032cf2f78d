package dev.approvalcopilot.approval.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code run_lines}: what was told of a run, in the order of arrival. */
@ApplicationScoped
public class RunLines {
    /** Far more than a run of the planner has; who floods a run changes what is shown of that run alone. */
    private static final int MAX_LINES = 500;

    private final Jdbi jdbi;

    RunLines(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Adds to a run that has a row. The last line a run may have is kept for its end. */
    public void add(UUID run, RunLine.Kind kind, String text) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with next as (
                            update runs set line_count = line_count + 1 where id = :run and line_count < :max
                            returning id, line_count)
                        insert into run_lines (run, number, kind, text, at)
                        select id, line_count, :kind, :text, clock_timestamp() from next""")
                .bind("run", run)
                .bind("max", kind == RunLine.Kind.ENDED ? MAX_LINES : MAX_LINES - 1)
                .bind("kind", kind.name())
                .bind("text", text)
                .execute());
    }

    /** All of a run, oldest first. */
    public List<RunLine> of(UUID run) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select kind, text, at from run_lines where run = :run order by number")
                        .bind("run", run)
                        .mapTo(RunLine.class)
                        .list());
    }
}
