package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The runs that a caller may see. The only way to a run from outside. */
@ApplicationScoped
public class OwnRuns {

    private final Runs runs;
    private final Jdbi jdbi;

    OwnRuns(Runs runs, Jdbi jdbi) {
        this.runs = runs;
        this.jdbi = jdbi;
    }

    /** @throws ProblemException 404, for unknown and foreign ids the same */
    public Run get(Caller caller, UUID id) {
        return runs.find(id).filter(caller::sees).orElseThrow(OwnRuns::notFound);
    }

    /** As {@link #get}, with the row locked. */
    Run lock(Caller caller, UUID id) {
        return runs.lock(id).filter(caller::sees).orElseThrow(OwnRuns::notFound);
    }

    /** Newest first. */
    List<Run> page(Caller caller, Optional<UUID> before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + Runs.COLUMNS + """
                         from runs
                        where principal = :principal
                          and (:own or agent = :agent)
                          and (cast(:before as uuid) is null or id < cast(:before as uuid))
                        order by id desc limit :limit
                        """)
                .bind("principal", caller.principal())
                .bind("own", caller.isOwnClient())
                .bind("agent", caller.agent())
                .bind("before", before.orElse(null))
                .bind("limit", limit)
                .map(ConstructorMapper.of(Run.class))
                .list());
    }

    private static ProblemException notFound() {
        return new ProblemException(CommonProblem.NOT_FOUND, "There is no such run, or it is not yours.");
    }
}
