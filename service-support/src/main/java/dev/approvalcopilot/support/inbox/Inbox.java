package dev.approvalcopilot.support.inbox;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** The ids of events whose effects are committed. */
@ApplicationScoped
class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private static final int PURGE_ROWS = 5_000;

    private final Jdbi jdbi;
    private final InboxConfig config;

    Inbox(Jdbi jdbi, InboxConfig config) {
        this.jdbi = jdbi;
        this.config = config;
    }

    /**
     * Records an id in the current transaction. A concurrent transaction with the same id waits for this one's end.
     *
     * @return false if it was recorded before: nothing is left to do
     */
    boolean isNew(String topic, UUID eventId) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "insert into inbox (topic, event_id) values (:topic, :eventId) on conflict do nothing")
                        .bind("topic", topic)
                        .bind("eventId", eventId)
                        .execute())
                == 1;
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        int total = 0;
        int deleted;
        do {
            deleted = jdbi.withHandle(handle -> handle.createUpdate("""
                            delete from inbox where (topic, event_id) in (
                              select topic, event_id from inbox
                              where received_at < clock_timestamp() - make_interval(secs => :keep) limit :limit)""")
                    .bind("keep", (double) config.keepIds().toSeconds())
                    .bind("limit", PURGE_ROWS)
                    .execute());
            total += deleted;
        } while (deleted == PURGE_ROWS);
        LOG.infof("event=inbox_purged rows=%d", total);
    }
}
