package dev.approvalcopilot.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.audit.testing.Api;
import dev.approvalcopilot.audit.testing.Story;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 250 proposals of 900,000 bytes for one person: what once ended every export of that person's log. */
@QuarkusTest
class LargeEntriesTest {

    private static final int ENTRIES = 250;
    private static final int BYTES = 900_000;

    @Inject
    Jdbi jdbi;

    private Story flooded;

    @BeforeEach
    void flood() {
        flooded = Story.of("flooded");
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into audit_entry
                          (event_id, type, source, topic, topic_partition, topic_offset, subject, run, principal, time,
                           correlation_id, data, value)
                        select gen_random_uuid(), 'dev.approvalcopilot.action.proposed.v1', '/planner', 'actions.proposed.v1', 0,
                               n, 'x', :run, :principal, now(), 'x',
                               json_build_object('rationale', repeat('x', :bytes)), 'sha-256:' || repeat('A', 43)
                        from generate_series(1, :entries) as n""")
                .bind("run", flooded.run())
                .bind("principal", flooded.principal)
                .bind("bytes", BYTES)
                .bind("entries", ENTRIES)
                .execute());
    }

    @Test
    void aPageHoldsWhatFitsTheMemoryAndSaysThatThereIsMore() {
        var page = Api.as("olga").get("/api/audit?limit=200&run=" + flooded.run());

        assertThat(page.getList("entries")).hasSize(2);
        assertThat(page.getBoolean("more")).isTrue();
    }
}
