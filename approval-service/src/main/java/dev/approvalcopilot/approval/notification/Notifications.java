package dev.approvalcopilot.approval.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Where it is said that people shall be told something. They are told when the caller's transaction has committed. */
@ApplicationScoped
public class Notifications {
    private final Notices notices;

    Notifications(Notices notices) {
        this.notices = notices;
    }

    /** Writes the notice into the current transaction; without one it is a bug. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(Notice notice) {
        notices.add(notice);
    }
}
