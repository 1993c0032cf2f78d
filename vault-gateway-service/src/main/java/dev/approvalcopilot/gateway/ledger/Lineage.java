package dev.approvalcopilot.gateway.ledger;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The table {@code ledger_lineage}: the database server that the ledger was last seen on. After a fail-over or a restore the
 * ledger may have forgotten a claim together with its call, while the grant still lives. So each transaction that claims, takes
 * or dispatches looks first whether the server is still the same (docs/adr/0038).
 */
@ApplicationScoped
public class Lineage {

    private static final Logger LOG = Logger.getLogger(Lineage.class);

    private final Jdbi jdbi;
    private final Outbox outbox;

    /**
     * The server as one transaction sees it. It comes from {@link #confirm}; whoever changes the ledger has to show it.
     *
     * @param generation of the ledger
     * @param grantsFrom grants that were issued before belong to an earlier generation
     */
    public record Standing(long generation, Instant grantsFrom) {

        /** The generation that a grant belongs to. */
        long of(Instant issuedAt) {
            return issuedAt.isBefore(grantsFrom) ? generation - 1 : generation;
        }
    }

    private record Seen(Standing standing, boolean sameServer) {}

    Lineage(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /**
     * Looks at the server of the caller's transaction, and begins a new generation if it is another one than before. To be
     * called first in that transaction, which has to commit: until then the next one finds the same.
     */
    public Standing confirm() {
        return jdbi.withHandle(handle -> {
            var seen = read(handle, "");
            return seen.sameServer() ? seen.standing() : beginAnew(handle);
        });
    }

    private Standing beginAnew(Handle handle) {
        // Locked and read once more: another transaction may have seen it in between.
        var seen = read(handle, " for update of l");
        if (seen.sameServer()) {
            return seen.standing();
        }
        handle.createQuery("select ledger_begins_anew()").mapTo(Long.class).one();
        var standing = read(handle, "").standing();
        LOG.warnf("event=database_changed generation=%d grants_from=%s", standing.generation(), standing.grantsFrom());
        outbox.add(new SecurityEvent(
                Service.GATEWAY,
                "database_changed",
                "The gateway's database was restarted, restored or failed over, and may have forgotten calls. Grants"
                        + " that were issued before are not run; their actions end UNKNOWN.",
                Ids.next(),
                null,
                Instant.now()));
        return standing;
    }

    private static Seen read(Handle handle, String lock) {
        return handle.createQuery("""
                        select l.generation, l.grants_from,
                               (l.system_identifier, l.timeline, l.started_at)
                               = (s.system_identifier, s.timeline, s.started_at) as same_server
                          from ledger_lineage l, ledger_server s""" + lock)
                .map((row, _) -> new Seen(
                        new Standing(
                                row.getLong("generation"),
                                row.getObject("grants_from", OffsetDateTime.class)
                                        .toInstant()),
                        row.getBoolean("same_server")))
                .one();
    }
}
