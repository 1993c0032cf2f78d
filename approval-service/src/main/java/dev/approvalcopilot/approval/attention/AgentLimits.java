package dev.approvalcopilot.approval.attention;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.AttentionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/** How much one agent asks of one person. Counted over what it asked for so far, the newest included. */
@ApplicationScoped
public class AgentLimits {
    /** {@code by} of a rejection for it; such rejections do not count themselves. */
    public static final String BY = "policy:agent_limit";

    private final Jdbi jdbi;
    private final AttentionConfig.Limits config;

    AgentLimits(Jdbi jdbi, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.config = config.attention().limits();
    }

    /** Within the transaction that took the newest in, which holds the person's line of the feed: one at a time. */
    public boolean areExceeded(String principal, String agent) {
        int waiting = config.waiting();
        int perHour = config.perHour();
        var own = config.agents().get(agent);
        if (own != null) {
            waiting = own.waiting();
            perHour = own.perHour();
        }
        return counts(principal, agent, "state = 'PENDING'", waiting)
                || counts(
                        principal,
                        agent,
                        "decided_by is distinct from '" + BY + "' and created_at > now() - interval '1 hour'",
                        perHour);
    }

    /** Whether there are more; none is counted that makes no difference. */
    private boolean counts(String principal, String agent, String which, int more) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) > :more from (
                            select from approvals where principal = :principal and agent = :agent and %s
                            limit :most) found""".formatted(which))
                .bind("principal", principal)
                .bind("agent", agent)
                .bind("more", more)
                .bind("most", more + 1L)
                .mapTo(Boolean.class)
                .one());
    }

    /** @return whether it is to be reported now: once a minute for a person and an agent, however many are refused */
    public boolean reportsNow(String principal, String agent) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into agent_limit_reports as r (principal, agent, at) values (:principal, :agent, now())
                        on conflict (principal, agent) do update set at = excluded.at
                        where r.at < excluded.at - interval '1 minute'""")
                        .bind("principal", principal)
                        .bind("agent", agent)
                        .execute())
                == 1;
    }
}
