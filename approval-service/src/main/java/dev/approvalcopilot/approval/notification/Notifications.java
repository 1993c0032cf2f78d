package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.contracts.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.jdbi.v3.core.Jdbi;

/** Where it is said that people shall be told something. They are told when the caller's transaction has committed. */
@ApplicationScoped
public class Notifications {
    private final Jdbi jdbi;

    Notifications(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Writes the notice into the current transaction; without one it is a bug. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(Notice notice) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into notices (id, action, kind, people, groups)
                        values (:id, :action, :kind, :people, :groups)""")
                .bind("id", Ids.next())
                .bind("action", notice.action())
                .bind("kind", notice.kind().name())
                .bindArray("people", String.class, notice.people())
                .bindArray("groups", String.class, notice.groups())
                .execute());
    }
}
