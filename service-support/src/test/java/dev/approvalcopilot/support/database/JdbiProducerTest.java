package dev.approvalcopilot.support.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.testing.OnLocalStack;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnLocalStack
class JdbiProducerTest {

    private enum Level {
        LOW,
        HIGH
    }

    /** One component a kind of column that services use. */
    record Sample(
            UUID id,
            Instant expiresAt,
            Digest digest,
            JsonNode arguments,
            Level level,
            List<String> scopes,
            List<UUID> runs,
            String note,
            UUID parent,
            Long size) {}

    private static final Sample SAMPLE = new Sample(
            Ids.next(),
            Instant.parse("2026-03-29T01:30:00.123456Z"),
            Digest.of(new byte[] {1}),
            Json.MAPPER.createObjectNode().put("owner", "octo"),
            Level.HIGH,
            List.of("repo", "delete_repo"),
            List.of(Ids.next()),
            null,
            null,
            null);

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void createTable() {
        jdbi.useHandle(h -> h.execute("""
                create table sample (
                    id uuid primary key, expires_at timestamptz, digest text, arguments jsonb, level text,
                    scopes text[], runs uuid[], note text, parent uuid, size bigint)"""));
    }

    @AfterEach
    void dropTable() {
        jdbi.useHandle(h -> h.execute("drop table sample"));
    }

    @Test
    void readsTheRecordThatItWrote() {
        insert(SAMPLE);

        var read = jdbi.withHandle(
                h -> h.createQuery("select * from sample").mapTo(Sample.class).one());

        assertThat(read).isEqualTo(SAMPLE);
    }

    @Test
    void takesPartInTheCallersTransaction() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    insert(SAMPLE);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        int rows = jdbi.withHandle(h -> h.createQuery("select count(*) from sample")
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isZero();
    }

    @Test
    void keepsArgumentsAndRowsOutOfExceptions() {
        insert(SAMPLE);

        assertThatThrownBy(() -> insert(SAMPLE))
                .hasMessageContaining("sample_pkey")
                .message()
                .doesNotContain(SAMPLE.id().toString())
                .doesNotContain("octo");
    }

    private void insert(Sample sample) {
        jdbi.useHandle(h -> h.createUpdate("""
                        insert into sample values (:id, :expiresAt, :digest, cast(:arguments as jsonb), :level,
                            :scopes, :runs, :note, :parent, :size)""")
                .bind("id", sample.id())
                .bind("expiresAt", sample.expiresAt())
                .bind("digest", sample.digest())
                .bind("arguments", sample.arguments())
                .bind("level", sample.level())
                .bind("note", sample.note())
                .bind("parent", sample.parent())
                .bind("size", sample.size())
                .bindArray("scopes", String.class, sample.scopes())
                .bindArray("runs", UUID.class, sample.runs())
                .execute());
    }
}
