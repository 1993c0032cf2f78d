package dev.approvalcopilot.support.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.approvalcopilot.contracts.json.Json;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jdbi.v3.core.Handle;

/** The statements on table {@code outbox}, and the lock that makes one relay a database the active one. */
final class OutboxTable {

    /** "outbox" in ASCII: any number that nobody else locks in a service's own database. */
    private static final long RELAY_LOCK = 0x6F7574626F78L;

    private static final int PURGE_ROWS = 5_000;

    /** A row on its way: its place, what it must stay in order with, and what Kafka gets. */
    record Unsent(long seq, String key, Instant createdAt, Message<byte[]> message) {}

    private OutboxTable() {}

    static void insert(
            Handle handle, UUID eventId, String topic, String key, Map<String, String> headers, byte[] value) {
        handle.createUpdate("""
                        insert into outbox (event_id, topic, key, headers, value)
                        values (:eventId, :topic, :key, cast(:headers as jsonb), :value)""")
                .bind("eventId", eventId)
                .bind("topic", topic)
                .bind("key", key)
                .bind("headers", write(headers))
                .bind("value", value)
                .execute();
    }

    /** The oldest unsent rows, in order: at most so many, and of at most so many bytes unless the first has more. */
    static List<Unsent> unsent(Handle handle, int limit, int bytes) {
        return handle.createQuery("""
                        select seq, topic, key, headers, value, created_at
                        from (select *, sum(octet_length(value)) over (order by seq) - octet_length(value) as bytes_before
                              from (select * from outbox where sent_at is null order by seq limit :limit) as oldest) as batch
                        where bytes_before = 0 or bytes_before + octet_length(value) <= :bytes
                        order by seq""")
                .bind("limit", limit)
                .bind("bytes", bytes)
                .map((row, _) -> row(row))
                .list();
    }

    /** Fails (25006) where this connection leads to a server that takes no writes: to lock a row, even none, is one. */
    static void checkWritable(Handle handle) {
        handle.createQuery("select 1 from outbox where false for update")
                .mapTo(Integer.class)
                .findOne();
    }

    static void markSent(Handle handle, List<Long> seqs) {
        handle.createUpdate("update outbox set sent_at = clock_timestamp() where seq = any(:seqs)")
                .bindArray("seqs", Long.class, seqs)
                .execute();
    }

    static long countUnsent(Handle handle) {
        return handle.createQuery("select count(*) from outbox where sent_at is null")
                .mapTo(Long.class)
                .one();
    }

    /** Deletes what was sent longer ago than that. Returns the number of rows. */
    static int purge(Handle handle, Duration keep) {
        int total = 0;
        int deleted;
        do {
            deleted = handle.createUpdate("""
                            delete from outbox where seq in (
                              select seq from outbox
                              where created_at < clock_timestamp() - make_interval(secs => :keep)
                                and sent_at < clock_timestamp() - make_interval(secs => :keep)
                              limit :limit)""")
                    .bind("keep", (double) keep.toSeconds())
                    .bind("limit", PURGE_ROWS)
                    .execute();
            total += deleted;
        } while (deleted == PURGE_ROWS);
        return total;
    }

    /** Takes the relay's lock for this connection, if nobody holds it. Dies with the connection. */
    static boolean tryLock(Handle handle) {
        return handle.createQuery("select pg_try_advisory_lock(:lock)")
                .bind("lock", RELAY_LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    static void unlock(Handle handle) {
        handle.createQuery("select pg_advisory_unlock(:lock)")
                .bind("lock", RELAY_LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    private static Unsent row(ResultSet row) throws SQLException {
        var key = row.getString("key");
        var headers = new RecordHeaders();
        read(row.getString("headers"))
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        var metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(row.getString("topic"))
                .withKey(key)
                .withHeaders(headers)
                .build();
        return new Unsent(
                row.getLong("seq"),
                key,
                row.getTimestamp("created_at").toInstant(),
                Message.of(row.getBytes("value")).addMetadata(metadata));
    }

    private static String write(Map<String, String> headers) {
        try {
            return Json.MAPPER.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }

    private static Map<String, String> read(String headers) throws SQLException {
        try {
            return Json.MAPPER.readValue(headers, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new SQLException("outbox.headers is not a map of strings", e);
        }
    }
}
