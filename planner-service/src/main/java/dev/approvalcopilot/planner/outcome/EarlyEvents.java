package dev.approvalcopilot.planner.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.planner.run.Steps;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * What was said of an action of a known run before the edit that made the action arrived: topics overtake each other. Who keeps
 * and who takes holds the run's row lock, so nothing falls in between.
 */
@ApplicationScoped
class EarlyEvents {

    private static final Logger LOG = Logger.getLogger(EarlyEvents.class);

    private final Jdbi jdbi;
    private final Steps steps;

    EarlyEvents(Jdbi jdbi, Steps steps) {
        this.jdbi = jdbi;
        this.steps = steps;
    }

    /** Keeps an event, unless it speaks of an action whose place was taken: nothing follows from that any more. */
    void keep(UUID action, Event event) {
        if (steps.isSuperseded(action)) {
            return;
        }
        LOG.infof("event=early_event action=%s", action);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into early_events (action, type, data) values (:action, :type, :data)")
                .bind("action", action)
                .bind("type", EventType.of(event).type())
                .bind("data", write(event))
                .execute());
    }

    /** Gives out what was kept for an action, in the order in which it came. */
    List<Event> take(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with taken as (delete from early_events where action = :action returning number, type, data)
                        select type, data from taken order by number""")
                .bind("action", action)
                .map((row, _) -> read(row.getString("type"), row.getString("data")))
                .list());
    }

    /** No topic keeps anything longer, so what it waits for cannot come any more. */
    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        jdbi.useHandle(handle ->
                handle.execute("delete from early_events where received_at < now() - make_interval(days => 7)"));
    }

    private static String write(Event event) {
        try {
            return Json.MAPPER.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is plain data", e);
        }
    }

    private static Event read(String type, String data) {
        try {
            return Json.MAPPER.readValue(
                    data, EventType.byName(type).orElseThrow().record());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that was kept cannot be read", e);
        }
    }
}
