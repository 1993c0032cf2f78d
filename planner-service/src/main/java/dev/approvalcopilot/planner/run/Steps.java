package dev.approvalcopilot.planner.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The rows of steps. Every method joins the caller's transaction; who writes holds the run's row lock. */
@ApplicationScoped
public class Steps {

    private static final String COLUMNS = """
            id, run, turn, position, call_id, call_name, tool, sentence, state, digest, level, expires_at, reason, result,
            message, proposed_at, settled_at, supersedes, edited_arguments
            """;

    private final Jdbi jdbi;

    Steps(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The run that an action belongs to, where this service proposed it. */
    public Optional<UUID> runOf(UUID action) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select run from steps where id = :id and digest is not null")
                        .bind("id", action)
                        .mapTo(UUID.class)
                        .findOne());
    }

    /** The step that stands for an action now. */
    public Optional<Step> find(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + " from steps where id = :id")
                .bind("id", action)
                .map(ConstructorMapper.of(Step.class))
                .findOne());
    }

    /** Whether another action has taken this one's place. */
    public boolean isSuperseded(UUID action) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from steps where supersedes = :action)")
                        .bind("action", action)
                        .mapTo(Boolean.class)
                        .one());
    }

    /** All of a run, in order. */
    public List<Step> of(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from steps where run = :run order by turn, position")
                .bind("run", run)
                .map(ConstructorMapper.of(Step.class))
                .list());
    }

    /** Those of one answer of the model, in order. */
    public List<Step> ofTurn(UUID run, int turn) {
        return of(run).stream().filter(step -> step.turn() == turn).toList();
    }

    public boolean anyOpen(UUID run) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from steps where run = :run and settled_at is null)")
                .bind("run", run)
                .mapTo(Boolean.class)
                .one());
    }

    public void insert(Step step) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into steps (id, run, turn, position, call_id, call_name, tool, sentence, state, digest,
                            reason, message, proposed_at, settled_at)
                        values (:id, :run, :turn, :position, :callId, :callName, :tool, :sentence, :state, :digest,
                            :reason, :message, :proposedAt, :settledAt)
                        """).bindMethods(step).execute());
    }

    /** Puts the action of a person's edit in the place of the one that it supersedes. */
    public void supersede(Step successor) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update steps set id = :id, state = :state, digest = :digest, sentence = :sentence, level = null,
                            expires_at = null, supersedes = :supersedes, edited_arguments = :editedArguments
                        where id = :supersedes
                        """).bindMethods(successor).execute());
    }

    /** Writes what an outcome changes. */
    public void update(Step step) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update steps set state = :state, level = :level, expires_at = :expiresAt, reason = :reason,
                            result = :result, message = :message, settled_at = :settledAt
                        where id = :id
                        """).bindMethods(step).execute());
    }
}
