package dev.approvalcopilot.audit.entry;

import dev.approvalcopilot.audit.AuditConfig;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Grants as they came, apart from the log and for a time only: they carry the ID tokens of people's logins. Whoever looks into an
 * incident reads them in the database; no API shows them.
 */
@ApplicationScoped
class GrantEvidence {

    private static final Logger LOG = Logger.getLogger(GrantEvidence.class);

    private final Jdbi jdbi;
    private final AuditConfig config;

    GrantEvidence(Jdbi jdbi, AuditConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /** Keeps what the log must not, in the current transaction. */
    void keep(ReceivedEvent event) {
        if (event.topic().equals(Topic.GRANTS_ISSUED.topicName())) {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into grant_evidence (topic, event_id, data)
                            values (:topic, :eventId, cast(:data as json)) on conflict do nothing""")
                    .bind("topic", event.topic())
                    .bind("eventId", UUID.fromString(event.id()))
                    .bind("data", Entries.ascii(event.data()))
                    .execute());
        }
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        int rows = jdbi.withHandle(handle -> handle.createUpdate(
                        "delete from grant_evidence where recorded_at < clock_timestamp() - make_interval(secs => :keep)")
                .bind("keep", (double) config.evidence().keep().toSeconds())
                .execute());
        LOG.infof("event=grant_evidence_purged rows=%d", rows);
    }
}
