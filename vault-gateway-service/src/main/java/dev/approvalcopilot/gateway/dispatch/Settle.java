package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.halt.Halts;
import dev.approvalcopilot.gateway.halt.HaltsUnreadable;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.ledger.Ledger;
import dev.approvalcopilot.gateway.ledger.Outcome;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;
import org.jboss.logging.Logger;

/** The two transactions of an execution: the one before the first byte and the one after the last. */
@ApplicationScoped
class Settle {

    private static final Logger LOG = Logger.getLogger(Settle.class);

    private final Ledger ledger;
    private final Halts halts;
    private final Outbox outbox;
    private final GatewayConfig config;
    private final MeterRegistry meters;

    Settle(Ledger ledger, Halts halts, Outbox outbox, GatewayConfig config, MeterRegistry meters) {
        this.ledger = ledger;
        this.halts = halts;
        this.outbox = outbox;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Commits DISPATCHING, with its event if that is a change, unless operators have stopped the action. A halt and this
     * transaction never overlap.
     *
     * @throws HaltsUnreadable when it is not known what operators have stopped: nothing was committed
     */
    Dispatch dispatch(Entry entry, VerifiedGrant grant, Set<String> scopesBeyond) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var halted = halts.refusalAtDispatch(grant);
            if (halted.isPresent()) {
                return new Dispatch.Halted(halted.get());
            }
            var deadline =
                    ledger.dispatch(entry, config.call().limit(), config.call().lease());
            if (deadline.isEmpty()) {
                return new Dispatch.Over();
            }
            if (!scopesBeyond.isEmpty()) {
                ledger.noteScopesBeyond(entry, scopesBeyond);
            }
            if (!entry.mayHaveBeenSent()) {
                outbox.add(new ActionExecuted.Dispatching(entry.ref(), deadline.get(), Instant.now()));
            }
            return new Dispatch.Committed();
        });
    }

    /** Commits the end with its event. Does nothing when the lease is no longer ours: then another worker has the say. */
    void end(Entry entry, Outcome outcome) {
        boolean ended = QuarkusTransaction.requiringNew().call(() -> {
            boolean ours = ledger.end(entry, outcome);
            if (ours) {
                outbox.add(outcome.event(entry.ref(), Instant.now()));
            }
            return ours;
        });
        if (ended) {
            // A provider's word is no metric label: there is no end to them.
            var label = outcome instanceof Outcome.Refused ? outcome.word() : "";
            meters.counter("gateway.outcomes", "state", outcome.state().name(), "code", label)
                    .increment();
            LOG.infof(
                    "event=action_ended action=%s tool=%s state=%s code=%s turns=%d",
                    entry.actionId(), entry.tool(), outcome.state(), label, entry.attempts());
        } else {
            LOG.warnf("event=lease_lost action=%s outcome_not_written=%s", entry.actionId(), outcome.state());
        }
    }
}
