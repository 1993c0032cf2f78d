package dev.approvalcopilot.audit.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The log's table. */
@ApplicationScoped
public class Entries {

    /** The most entries that one question answers. */
    public static final int MAX_PAGE = 200;

    /** Characters of data on one page, beyond the first entry's. */
    static final int PAGE_CHARS = 2_000_000;

    private static final String COLUMNS = """
            seq, event_id, type, source, topic, topic_partition, topic_offset, subject, action, run, principal, agent, tool,
            time, recorded_at, correlation_id, data, value
            """;

    /** Any number: the key of the lock that keeps the order of numbers that of commits. */
    private static final long APPEND_LOCK = 0x61_75_64_69_74L;

    /** Escapes everything but ASCII, so that the database takes every string that JSON can say (NUL, half a surrogate pair). */
    private static final ObjectWriter ASCII = Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Jdbi jdbi;
    private final GrantEvidence evidence;

    Entries(Jdbi jdbi, GrantEvidence evidence) {
        this.jdbi = jdbi;
        this.evidence = evidence;
    }

    /**
     * Adds an event in the current transaction. Until that ends nobody else adds: so a reader who has seen a number never misses
     * a smaller one that was committed later.
     *
     * @return false if the topic's event of this id is there already
     */
    public boolean append(ReceivedEvent event, About about) {
        evidence.keep(event);
        return jdbi.withHandle(handle -> {
            handle.createQuery("select 1 from pg_advisory_xact_lock(:lock)")
                    .bind("lock", APPEND_LOCK)
                    .mapTo(Integer.class)
                    .one();
            return handle.createUpdate("""
                                    insert into audit_entry
                                      (event_id, type, source, topic, topic_partition, topic_offset, subject, action, run,
                                       principal, agent, tool, time, correlation_id, data, value)
                                    values (:eventId, :type, :source, :topic, :partition, :offset, :subject, :action, :run,
                                       :principal, :agent, :tool, :time, :correlationId, cast(:data as json), :value)
                                    on conflict (topic, event_id) do nothing""")
                            .bind("eventId", UUID.fromString(event.id()))
                            .bind("type", event.type())
                            .bind("source", event.source())
                            .bind("topic", event.topic())
                            .bind("partition", event.partition())
                            .bind("offset", event.offset())
                            .bind("subject", event.subject())
                            .bindByType("action", about.action(), UUID.class)
                            .bindByType("run", about.run(), UUID.class)
                            .bind("principal", about.principal())
                            .bind("agent", about.agent())
                            .bind("tool", about.tool())
                            .bind("time", event.time())
                            .bind("correlationId", event.correlationId())
                            .bind("data", ascii(Redaction.toStore(event)))
                            .bind("value", event.value())
                            .execute()
                    == 1;
        });
    }

    /** What earlier entries say about an id that is an action's or a run's. */
    public Optional<About> known(UUID id) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        (select action, run, principal, agent, tool, 1 as preference from audit_entry
                         where action = :id and principal is not null order by seq limit 1)
                        union all
                        (select null, run, principal, agent, null, 2 from audit_entry
                         where run = :id and principal is not null order by seq limit 1)
                        order by preference limit 1""").bind("id", id).mapTo(About.class).findOne());
    }

    /** One entry, if the reader may see it. */
    public Optional<Entry> find(long seq, Visibility reader) {
        var conditions = new Conditions(reader);
        conditions.add("seq = :seq", "seq", seq);
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + conditions.clause())
                .bindMap(conditions.values())
                .mapTo(Entry.class)
                .findOne());
    }

    /**
     * Entries in the order of their numbers.
     *
     * @param more whether there are more behind them now
     */
    public record Page(List<Entry> entries, boolean more) {}

    /**
     * Entries after a number: up to {@code limit}, and of no more than {@link #PAGE_CHARS} together unless one alone has more. So
     * what one reader holds in memory is bounded, whatever others wrote.
     */
    public Page after(long seq, Filter filter, Visibility reader, int limit) {
        var conditions = new Conditions(reader);
        conditions.add("seq > :after", "after", seq);
        conditions.addIfAsked("action = :action", "action", filter.action());
        conditions.addIfAsked("run = :run", "run", filter.run());
        conditions.addIfAsked("principal = :person", "person", filter.person());
        conditions.addIfAsked("type = :type", "type", filter.type());
        conditions.addIfAsked("time >= :from", "from", filter.from());
        conditions.addIfAsked("time < :to", "to", filter.to());
        return jdbi.withHandle(handle -> {
            var sizes = handle.createQuery("select seq, length(data::text) as chars" + conditions.clause()
                            + " order by seq limit :limit")
                    .bindMap(conditions.values())
                    .bind("limit", limit + 1)
                    .mapTo(Size.class)
                    .list();
            var fitting = fitting(sizes, limit);
            var entries = handle.createQuery(
                            "select " + COLUMNS + " from audit_entry where seq = any(:seqs) order by seq")
                    .bindArray("seqs", Long.class, fitting)
                    .mapTo(Entry.class)
                    .list();
            return new Page(entries, sizes.size() > fitting.size());
        });
    }

    /** How long an entry's data is. */
    record Size(long seq, int chars) {}

    private static List<Long> fitting(List<Size> sizes, int limit) {
        var fitting = new ArrayList<Long>();
        long chars = 0;
        for (var size : sizes) {
            chars += size.chars();
            if (fitting.size() == limit || (chars > PAGE_CHARS && !fitting.isEmpty())) {
                break;
            }
            fitting.add(size.seq());
        }
        return fitting;
    }

    /** The number of the last entry; 0 when there is none. */
    public long last() {
        return jdbi.withHandle(handle -> handle.createQuery("select coalesce(max(seq), 0) from audit_entry")
                .mapTo(Long.class)
                .one());
    }

    static String ascii(JsonNode data) {
        try {
            return ASCII.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    /** Fixed pieces of SQL with bound values; who reads is always the first. */
    private static final class Conditions {

        private final List<String> pieces = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Conditions(Visibility reader) {
            if (!reader.all()) {
                add("principal = :reader", "reader", reader.principal());
            }
        }

        void add(String piece, String name, Object value) {
            pieces.add(piece);
            values.put(name, value);
        }

        void addIfAsked(String piece, String name, Object value) {
            if (value != null) {
                add(piece, name, value);
            }
        }

        String clause() {
            return " from audit_entry where " + String.join(" and ", pieces);
        }

        Map<String, Object> values() {
            return values;
        }
    }
}
