package dev.approvalcopilot.gateway.own;

import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Persons' hard limits, read anew each time: nothing of them is kept in memory. */
@ApplicationScoped
public class OwnLimits {

    private final Jdbi jdbi;

    OwnLimits(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * As of now; it may change before the call.
     *
     * @return the limit that forbids it; empty when none does
     * @throws OwnRulesUnreadable when that cannot be known
     */
    public Optional<Limit> forbidding(VerifiedGrant grant) {
        return read(grant, _ -> {});
    }

    /**
     * The same inside the caller's transaction, with which it then stands: a limit that is set in between waits for that
     * transaction, and a transaction that begins after the limit was set sees it.
     *
     * @throws OwnRulesUnreadable when that cannot be known; the transaction is lost
     */
    public Optional<Limit> forbiddingAtDispatch(VerifiedGrant grant) {
        return read(grant, handle -> OwnRulesTable.keepChangesBack(handle, grant.principal()));
    }

    private Optional<Limit> read(VerifiedGrant grant, Consumer<Handle> before) {
        var action = grant.ref();
        var manifest = grant.tool().manifest();
        if (!OwnRules.canBeLimited(manifest.builtin(), action.agent())) {
            return Optional.empty();
        }
        try {
            var limits = jdbi.withHandle(handle -> {
                before.accept(handle);
                return OwnRulesTable.limits(handle, grant.principal());
            });
            return limits.stream()
                    .filter(limit ->
                            limit.forbids(action.agent(), action.tool(), manifest.connection(), grant.arguments()))
                    .findFirst();
        } catch (RuntimeException e) {
            throw new OwnRulesUnreadable(e);
        }
    }
}
