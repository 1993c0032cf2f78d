package dev.approvalcopilot.gateway.dispatch;

import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.call.CallOutcome;
import dev.approvalcopilot.gateway.call.ProviderCall;
import dev.approvalcopilot.gateway.dispatch.Prepared.Later;
import dev.approvalcopilot.gateway.dispatch.Prepared.Ready;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.ledger.Ledger;
import dev.approvalcopilot.gateway.ledger.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * One turn of a worker with one row, fresh or left over from a crash (contracts, "The ledger"). Whatever ends a turn without a
 * commit leaves the row to the next one after its lease.
 */
@ApplicationScoped
class Execute {

    private static final Logger LOG = Logger.getLogger(Execute.class);
    /** A call that changes nothing is sent once more when no answer came. */
    private static final int MAX_READS = 2;

    private static final int MAX_WRITES_OF_AN_OUTCOME = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Prepare prepare;
    private final Settle settle;
    private final Ledger ledger;
    private final ProviderCall call;
    private final ToolCatalog tools;
    private final RefusalWords words;
    private final GatewayConfig config;

    Execute(
            Prepare prepare,
            Settle settle,
            Ledger ledger,
            ProviderCall call,
            ToolCatalog tools,
            RefusalWords words,
            GatewayConfig config) {
        this.prepare = prepare;
        this.settle = settle;
        this.ledger = ledger;
        this.call = call;
        this.tools = tools;
        this.words = words;
        this.config = config;
    }

    void run(Entry entry) {
        if (entry.mayHaveBeenSent() && !mayBeSentAgain(entry)) {
            end(entry, unknown(entry, "the gateway stopped before the answer came"));
        } else if (!Instant.now().isBefore(entry.expiresAt())) {
            end(entry, ranOut(entry));
        } else {
            attempt(entry);
        }
    }

    private void attempt(Entry entry) {
        switch (prepare.prepare(entry)) {
            case Ready ready -> send(entry, ready);
            case Prepared.Refused(Outcome.Refused refused) -> end(entry, notSent(entry, refused));
            case Later(RefusalCode why, Duration atLeast) -> ledger.postpone(entry, why, pause(entry, atLeast));
        }
    }

    private void send(Entry entry, Ready ready) {
        long start = System.nanoTime();
        if (!settle.dispatch(entry, ready.beyond())) {
            // Expired by the database's clock, or not ours any more: in the second case this writes nothing.
            end(entry, ranOut(entry));
            return;
        }
        var left = config.call().limit().minusNanos(System.nanoTime() - start);
        var manifest = ready.grant().tool().manifest();
        switch (call.send(ready.request(), ready.token(), manifest, left)) {
            case CallOutcome.Succeeded(var result) -> end(entry, new Outcome.Succeeded(result));
            case CallOutcome.Failed(String code) -> end(entry, new Outcome.Failed(code));
            case CallOutcome.Unsettled(String how) -> unsettled(entry, manifest.effect(), how);
        }
    }

    private void unsettled(Entry entry, Effect effect, String how) {
        if (effect != Effect.READ_ONLY) {
            end(entry, unknown(entry, how));
        } else if (entry.dispatches() + 1 < MAX_READS) {
            ledger.postpone(entry, entry.waitingFor(), Duration.ZERO);
        } else {
            end(entry, new Outcome.Failed("no_answer"));
        }
    }

    /** Only what changes nothing; recovery by key or by looking it up comes with the trust core. */
    private boolean mayBeSentAgain(Entry entry) {
        return entry.dispatches() < MAX_READS
                && tools.find(entry.tool())
                        .filter(tool -> tool.manifest().effect() == Effect.READ_ONLY)
                        .isPresent();
    }

    /** The grant ran out: for the reason that kept it waiting, if one did. */
    private Outcome ranOut(Entry entry) {
        return notSent(entry, words.of(entry.obstacle().orElse(RefusalCode.EXPIRED)));
    }

    private Outcome notSent(Entry entry, Outcome.Refused refused) {
        return entry.mayHaveBeenSent() ? unknown(entry, "it could not be sent again") : refused;
    }

    private Outcome unknown(Entry entry, String how) {
        var host = tools.find(entry.tool())
                .map(tool -> tool.manifest().request().base().getHost())
                .orElse("the provider");
        return new Outcome.Unknown("The call " + entry.tool() + " was sent to " + host + ", and " + how
                + ". It may have happened: look there before you ask for it again.");
    }

    private static Duration pause(Entry entry, Duration atLeast) {
        var doubled = Duration.ofMillis(250).multipliedBy(1L << Math.min(entry.attempts(), 10));
        var backedOff = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return backedOff.compareTo(atLeast) > 0 ? backedOff : atLeast;
    }

    /** What is known must not be lost to a hiccup of the database: without this commit a success would end UNKNOWN. */
    private void end(Entry entry, Outcome outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                settle.end(entry, outcome);
                return;
            } catch (RuntimeException e) {
                if (attempt == MAX_WRITES_OF_AN_OUTCOME) {
                    throw e;
                }
                LOG.warnf("event=outcome_not_written action=%s attempt=%d", entry.actionId(), attempt);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        }
    }
}
