package dev.approvalcopilot.gateway.halt;

import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What operators have stopped, read anew each time: nothing of it is kept in memory. */
@ApplicationScoped
public class Halts {

    private final Jdbi jdbi;

    Halts(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * As of now; it may change before the call.
     *
     * @return why the grant is dead; empty when it is not
     * @throws HaltsUnreadable when that cannot be known
     */
    public Optional<RefusalCode> refusal(VerifiedGrant grant) {
        return read(grant, _ -> {});
    }

    /**
     * The same inside the caller's transaction, with which it then stands: a halt that comes in between is answered only after
     * that transaction, and a transaction that begins after the answer sees it.
     *
     * @throws HaltsUnreadable when that cannot be known; the transaction is lost
     */
    public Optional<RefusalCode> refusalAtDispatch(VerifiedGrant grant) {
        return read(grant, HaltTable::keepHaltsBack);
    }

    private Optional<RefusalCode> read(VerifiedGrant grant, Consumer<Handle> before) {
        try {
            var action = grant.ref();
            var scopes = HaltScope.covering(
                    grant.tool().manifest().connection(), action.tool(), action.agent(), action.principal());
            var known = jdbi.withHandle(handle -> {
                before.accept(handle);
                return HaltTable.covering(handle, scopes);
            });
            return HaltRule.refusal(grant.epoch(), known.epoch(), known.halts());
        } catch (RuntimeException e) {
            // The database, or a name that no halt could have.
            throw new HaltsUnreadable(e);
        }
    }
}
