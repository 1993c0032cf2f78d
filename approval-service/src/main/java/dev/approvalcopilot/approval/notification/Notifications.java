package dev.approvalcopilot.approval.notification;

import dev.approvalcopilot.contracts.action.RiskLevel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Set;

/** Where it is said that people shall be told something. They are told when the caller's transaction has committed. */
@ApplicationScoped
public class Notifications {
    private final Notices notices;
    private final Spread spread;

    Notifications(Notices notices, Spread spread) {
        this.notices = notices;
        this.spread = spread;
    }

    /** How many members of these groups would be told of an action of that level, over whichever channel. */
    public int reach(Set<String> groups, RiskLevel level) {
        return spread.reach(groups, level);
    }

    /** Writes the notice into the current transaction; without one it is a bug. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(Notice notice) {
        notices.add(notice);
    }
}
