package dev.approvalcopilot.approval;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;

/** The one clock that decides: replicas' own may differ. */
public final class DatabaseClock {
    private DatabaseClock() {}

    /** The time now, not the start of the transaction: a transaction may have waited for a lock. */
    public static Instant now(Handle handle) {
        return handle.createQuery("select clock_timestamp()")
                .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .one();
    }
}
