package dev.approvalcopilot.support.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Empties the pool when the database says that a connection leads to the wrong server: one that has become read-only (25006)
 * after a fail-over that left it alive, or one that is going down (57P). The pool itself knows only broken ones. Whoever holds a
 * connection keeps it until it is given back.
 */
final class StaleConnections implements SqlLogger {

    private static final Logger LOG = Logger.getLogger(StaleConnections.class);

    private static final Pattern WRONG_SERVER = Pattern.compile("25006|57P0[1-3]");
    private static final long ONCE_IN_NANOS = Duration.ofSeconds(1).toNanos();

    private final AgroalDataSource pool;
    private final AtomicLong emptied = new AtomicLong(System.nanoTime() - ONCE_IN_NANOS);

    StaleConnections(AgroalDataSource pool) {
        this.pool = pool;
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        if (failure.getSQLState() == null
                || !WRONG_SERVER.matcher(failure.getSQLState()).matches()) {
            return;
        }
        long last = emptied.get();
        if (System.nanoTime() - last >= ONCE_IN_NANOS && emptied.compareAndSet(last, System.nanoTime())) {
            LOG.warnf("event=connections_replaced state=%s", failure.getSQLState());
            pool.flush(FlushMode.GRACEFUL);
        }
    }
}
