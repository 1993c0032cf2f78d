package dev.approvalcopilot.gateway.own;

import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.gateway.grant.Delegations;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Whom a person lets decide, read anew each time. */
@ApplicationScoped
public class DelegationLookup implements Delegations {

    private final Jdbi jdbi;

    DelegationLookup(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** @throws OwnRulesUnreadable when that cannot be known */
    @Override
    public List<Delegation> of(String principal, Instant at) {
        try {
            return jdbi.withHandle(handle -> OwnRulesTable.delegations(handle, principal, at));
        } catch (RuntimeException e) {
            throw new OwnRulesUnreadable(e);
        }
    }
}
