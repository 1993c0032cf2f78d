package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.halt.Halts;
import dev.approvalcopilot.gateway.halt.HaltsUnreadable;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.ledger.Ledger;
import dev.approvalcopilot.gateway.ledger.Lineage;
import dev.approvalcopilot.gateway.ledger.Outcome;
import dev.approvalcopilot.gateway.own.ChangeOwnRules;
import dev.approvalcopilot.gateway.own.OwnChange;
import dev.approvalcopilot.gateway.own.OwnLimits;
import dev.approvalcopilot.gateway.own.OwnRulesUnreadable;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** The two transactions of an execution: the one before the first byte and the one after the last. */
@ApplicationScoped
class Settle {

    private static final Logger LOG = Logger.getLogger(Settle.class);

    private final Ledger ledger;
    private final Lineage lineage;
    private final Halts halts;
    private final OwnLimits limits;
    private final ChangeOwnRules changeOwnRules;
    private final Outbox outbox;
    private final GatewayConfig config;
    private final MeterRegistry meters;

    Settle(
            Ledger ledger,
            Lineage lineage,
            Halts halts,
            OwnLimits limits,
            ChangeOwnRules changeOwnRules,
            Outbox outbox,
            GatewayConfig config,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.lineage = lineage;
        this.halts = halts;
        this.limits = limits;
        this.changeOwnRules = changeOwnRules;
        this.outbox = outbox;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Commits DISPATCHING, with its event if that is a change, unless operators have stopped the action, the person's own limit
     * forbids it or this database may have forgotten a call of it. A halt, or a new limit, and this transaction never overlap.
     *
     * @throws HaltsUnreadable when it is not known what operators have stopped: nothing was committed
     * @throws OwnRulesUnreadable when it is not known what the person has forbidden: nothing was committed
     */
    Dispatch dispatch(Entry entry, VerifiedGrant grant, Set<String> scopesBeyond) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var standing = lineage.confirm();
            var obstacle = obstacle(standing, entry, grant);
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            var deadline = ledger.dispatch(
                    standing, entry, config.call().limit(), config.call().lease());
            if (deadline.isEmpty()) {
                return new Dispatch.Over();
            }
            if (!scopesBeyond.isEmpty()) {
                ledger.noteScopesBeyond(entry, scopesBeyond);
            }
            if (!entry.wasDispatched()) {
                outbox.add(new ActionExecuted.Dispatching(entry.ref(), deadline.get(), Instant.now()));
            }
            return new Dispatch.Committed();
        });
    }

    private Optional<Dispatch> obstacle(Lineage.Standing standing, Entry entry, VerifiedGrant grant) {
        if (entry.generation() != standing.generation()) {
            return Optional.of(new Dispatch.MayBeForgotten());
        }
        return halts.refusalAtDispatch(grant)
                .<Dispatch>map(Dispatch.Forbidden::new)
                .or(() -> limits.forbiddingAtDispatch(grant).map(Dispatch.Limited::new));
    }

    /**
     * The whole of a built-in tool: DISPATCHING, the change and SUCCEEDED in one transaction, after the same looks. So it has
     * happened once or not at all, and nobody ever has to ask which.
     *
     * @throws HaltsUnreadable as above
     * @throws OwnRulesUnreadable as above
     */
    Dispatch change(Entry entry, VerifiedGrant grant) {
        var outcome = new AtomicReference<Outcome>();
        var dispatch = QuarkusTransaction.requiringNew().call(() -> {
            var standing = lineage.confirm();
            var obstacle = obstacle(standing, entry, grant);
            return obstacle.isPresent()
                    ? obstacle.get()
                    : switch (changeOwnRules.consider(grant)) {
                        case OwnChange.Impossible(RefusalCode why) -> new Dispatch.Forbidden(why);
                        case OwnChange.NamesNothing(List<String> problems) -> new Dispatch.NamesNothing(problems);
                        case OwnChange.Possible possible -> change(standing, entry, possible, outcome);
                    };
        });
        if (dispatch instanceof Dispatch.Changed) {
            ended(entry, outcome.get());
        }
        return dispatch;
    }

    private Dispatch change(
            Lineage.Standing standing, Entry entry, OwnChange.Possible possible, AtomicReference<Outcome> outcome) {
        var deadline = ledger.dispatch(
                standing, entry, config.call().limit(), config.call().lease());
        if (deadline.isEmpty()) {
            return new Dispatch.Over();
        }
        var succeeded =
                new Outcome.Succeeded(Json.MAPPER.valueToTree(possible.write().get()));
        ledger.end(entry, succeeded);
        outbox.add(new ActionExecuted.Dispatching(entry.ref(), deadline.get(), Instant.now()));
        outbox.add(succeeded.event(entry.ref(), Instant.now()));
        outcome.set(succeeded);
        return new Dispatch.Changed();
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
            ended(entry, outcome);
        } else {
            LOG.warnf("event=lease_lost action=%s outcome_not_written=%s", entry.actionId(), outcome.state());
        }
    }

    private void ended(Entry entry, Outcome outcome) {
        // A provider's word is no metric label: there is no end to them.
        var label = outcome instanceof Outcome.Refused ? outcome.word() : "";
        meters.counter("gateway.outcomes", "state", outcome.state().name(), "code", label)
                .increment();
        LOG.infof(
                "event=action_ended action=%s tool=%s state=%s code=%s turns=%d",
                entry.actionId(), entry.tool(), outcome.state(), label, entry.attempts());
    }
}
