package dev.approvalcopilot.approval.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.json.Json;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Table {@code early_outcomes}. All methods but the purge take the caller's transaction. */
@ApplicationScoped
class EarlyOutcomes {
    private final Jdbi jdbi;
    private final ApprovalConfig config;

    EarlyOutcomes(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** Taking in an action and an outcome of it exclude each other from here to the end of the transaction. */
    void serialise(UUID action) {
        jdbi.useHandle(handle -> handle.createQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:action, 0))")
                .bind("action", action.toString())
                .mapTo(Integer.class)
                .one());
    }

    void keep(ActionExecuted event) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into early_outcomes (action, type, event) values (:action, :type, cast(:event as json))")
                .bind("action", event.action().id())
                .bind("type", EventType.of(event).type())
                .bind("event", Json.MAPPER.<JsonNode>valueToTree(event))
                .execute());
    }

    /** In the order in which they came. */
    List<ActionExecuted> take(UUID action) {
        return jdbi.withHandle(handle -> {
            var events = handle.createQuery(
                            "select type, event from early_outcomes where action = :action order by seq")
                    .bind("action", action)
                    .map((row, _) -> read(row.getString("type"), row.getString("event")))
                    .list();
            handle.createUpdate("delete from early_outcomes where action = :action")
                    .bind("action", action)
                    .execute();
            return events;
        });
    }

    private static ActionExecuted read(String type, String event) {
        try {
            var known = EventType.byName(type).orElseThrow();
            return (ActionExecuted) Json.MAPPER.readValue(event, known.record());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an early outcome is what it was", e);
        }
    }

    /** After the longest time that anything waits here nothing of it is expected any more. */
    @Scheduled(every = "1h", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from early_outcomes where received_at < clock_timestamp() - make_interval(secs => :seconds)")
                .bind("seconds", (double) config.expiry().longest().toSeconds())
                .execute());
    }
}
