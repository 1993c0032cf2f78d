package dev.approvalcopilot.planner.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What happened in a run, numbered from 1 without gaps. The numbers are given under the run's row lock, so a reader who has
 * seen one has seen all before it.
 */
@ApplicationScoped
public class RunFeed {

    /**
     * One row.
     *
     * @param number from 1, without gaps
     * @param data JSON text
     */
    public record Row(long number, FeedEntry.Kind kind, String data, Instant at) {}

    private final Jdbi jdbi;
    private final Event<RunMoved> moved;

    RunFeed(Jdbi jdbi, Event<RunMoved> moved) {
        this.jdbi = jdbi;
        this.moved = moved;
    }

    /** Appends; the caller holds the run's row lock. */
    public void append(UUID run, FeedEntry entry) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with next as (
                            update runs set feed_length = feed_length + 1 where id = :run returning id, feed_length)
                        insert into run_events (run, number, kind, data, at)
                        select id, feed_length, :kind, :data, now() from next
                        """)
                .bind("run", run)
                .bind("kind", entry.kind().name())
                .bind("data", write(entry))
                .execute());
        moved.fire(new RunMoved(run));
    }

    /** The next entries after a number, oldest first. */
    public List<Row> after(UUID run, long number, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select number, kind, data, at from run_events
                        where run = :run and number > :number order by number limit :limit
                        """)
                .bind("run", run)
                .bind("number", number)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Row.class))
                .list());
    }

    private static String write(FeedEntry entry) {
        try {
            return Json.MAPPER.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a feed entry is always JSON", e);
        }
    }
}
