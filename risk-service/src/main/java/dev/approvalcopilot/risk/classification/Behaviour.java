package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.risk.policy.History;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What agents have proposed so far, by the database's clock: times and words of a proposal are its agent's claim. */
@ApplicationScoped
class Behaviour {

    private final Jdbi jdbi;

    Behaviour(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @param now the database's clock */
    record Seen(long sameToolLastHour, boolean firstUseByAgent, Instant now) {
        History history() {
            return new History(sameToolLastHour, firstUseByAgent);
        }
    }

    /** What was seen before this. */
    Seen before(String principal, String agent, String tool) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select
                          (select count(*) from (
                             select from tool_proposal
                             where principal = :principal and agent = :agent and tool = :tool
                               and seen_at > now() - interval '1 hour'
                             limit :most) recent) as same_tool_last_hour,
                          not exists (
                             select from tool_proposal where agent = :agent and tool = :tool) as first_use_by_agent,
                          now() as now""")
                .bind("principal", principal)
                .bind("agent", agent)
                .bind("tool", tool)
                .bind("most", History.MAX_COUNT)
                .mapTo(Seen.class)
                .one());
    }

    /** Takes back what was remembered of an action whose place another one of the same person and tool takes. */
    void forget(UUID superseded, Action successor) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        delete from tool_proposal
                        where action_id = :superseded and principal = :principal and agent = :agent and tool = :tool""")
                .bind("superseded", superseded)
                .bind("principal", successor.principal())
                .bind("agent", successor.agent())
                .bind("tool", successor.tool())
                .execute());
    }

    /** Remembers a sound proposal. */
    void remember(Action action) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into tool_proposal (action_id, principal, agent, tool)
                        values (:id, :principal, :agent, :tool)""")
                .bind("id", action.id())
                .bind("principal", action.principal())
                .bind("agent", action.agent())
                .bind("tool", action.tool())
                .execute());
    }
}
