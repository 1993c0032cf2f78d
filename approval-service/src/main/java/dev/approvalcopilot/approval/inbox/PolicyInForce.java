package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.contracts.json.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Table {@code policy_in_force}. All methods take the caller's transaction. */
@ApplicationScoped
public class PolicyInForce {
    private final Jdbi jdbi;

    PolicyInForce(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What the risk-service says that it judged by at that time. The latest word counts, give or take ten seconds; none
     * counts from the future.
     */
    public void note(Digest policy, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into policy_in_force as p (policy, at)
                        select :policy, cast(:at as timestamptz) where cast(:at as timestamptz) <= clock_timestamp() + interval '1 minute'
                        on conflict (only_one) do update set policy = excluded.policy, at = excluded.at
                        where p.at < excluded.at
                          and (p.policy <> excluded.policy or p.at < excluded.at - interval '10 seconds')""")
                .bind("policy", policy.value())
                .bind("at", at)
                .execute());
    }

    /** Whether what was judged by that set may still be approved. True as long as nothing else was heard of. */
    public boolean is(Digest policy) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select not exists(select from policy_in_force where policy <> :policy)")
                        .bind("policy", policy.value())
                        .mapTo(Boolean.class)
                        .one());
    }
}
