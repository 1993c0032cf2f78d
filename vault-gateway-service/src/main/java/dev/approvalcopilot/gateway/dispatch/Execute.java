package dev.approvalcopilot.gateway.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.answer.CallOutcome;
import dev.approvalcopilot.contracts.manifest.Effect;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.call.ConnectionGate.Admission;
import dev.approvalcopilot.gateway.call.ConnectionGates;
import dev.approvalcopilot.gateway.call.ProviderCall;
import dev.approvalcopilot.gateway.dispatch.Prepared.Later;
import dev.approvalcopilot.gateway.dispatch.Prepared.Ready;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.grant.VerifiedGrant;
import dev.approvalcopilot.gateway.halt.HaltsUnreadable;
import dev.approvalcopilot.gateway.ledger.Entry;
import dev.approvalcopilot.gateway.ledger.Ledger;
import dev.approvalcopilot.gateway.ledger.Outcome;
import dev.approvalcopilot.gateway.own.OwnRulesUnreadable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    /** So often may a call leave that the provider turns away without an effect, all counted. */
    private static final int MAX_SENDS_TURNED_AWAY = 4;

    /** With one key the provider drops a repetition. */
    private static final int MAX_SENDS_WITH_A_KEY = 5;

    private static final String NO_ANSWER = "the gateway stopped before the answer came";
    private static final String BARRED = "no answer said what happened, and one may not look there";
    private static final ObjectNode FOUND_BY_LOOKING = JsonNodeFactory.instance
            .objectNode()
            .put("found_by_looking", true)
            .put(
                    "note",
                    "No answer to the call said what happened. A look at the provider afterwards shows that it has happened.");

    private static final int MAX_WRITES_OF_AN_OUTCOME = 5;
    /** A provider that answers late may also do late what it was asked for. */
    private static final Duration BEFORE_A_LOOK = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Prepare prepare;
    private final Preconditions preconditions;
    private final LookUp lookUp;
    private final Settle settle;
    private final Ledger ledger;
    private final ProviderCall call;
    private final ConnectionGates gates;
    private final ToolCatalog tools;
    private final RefusalWords words;
    private final GatewayConfig config;

    Execute(
            Prepare prepare,
            Preconditions preconditions,
            LookUp lookUp,
            Settle settle,
            Ledger ledger,
            ProviderCall call,
            ConnectionGates gates,
            ToolCatalog tools,
            RefusalWords words,
            GatewayConfig config) {
        this.prepare = prepare;
        this.preconditions = preconditions;
        this.lookUp = lookUp;
        this.settle = settle;
        this.ledger = ledger;
        this.call = call;
        this.gates = gates;
        this.tools = tools;
        this.words = words;
        this.config = config;
    }

    void run(Entry entry) {
        if (entry.mayBeForgotten()) {
            end(entry, forgotten(entry));
        } else if (entry.mayHaveHappened()) {
            recover(entry);
        } else if (hasRunOut(entry)) {
            end(entry, ranOut(entry));
        } else {
            inPlace(entry, this::attempt);
        }
    }

    /** What may follow a call without an answer hangs on its effect alone; without its manifest nothing may. */
    private void recover(Entry entry) {
        var effect =
                tools.find(entry.tool()).map(tool -> tool.manifest().effect()).orElse(Effect.OPAQUE);
        switch (effect) {
            case READ_ONLY, IDEMPOTENT_KEY -> sendAgain(entry, effect);
            case QUERYABLE -> look(entry);
            case OPAQUE -> end(entry, unknown(entry, NO_ANSWER));
        }
    }

    private void sendAgain(Entry entry, Effect effect) {
        if (entry.dispatches() >= maxSendsInAll(effect)) {
            end(entry, unknown(entry, NO_ANSWER));
        } else if (hasRunOut(entry)) {
            end(entry, ranOut(entry));
        } else {
            inPlace(entry, this::attempt);
        }
    }

    private void look(Entry entry) {
        if (hasRunOut(entry)) {
            end(entry, unknown(entry, "no answer said what happened while one could have looked there"));
            return;
        }
        inPlace(entry, this::lookNow);
    }

    /** With a place at the tool's connection; an unknown tool needs none, and is refused. */
    private void inPlace(Entry entry, Consumer<Entry> turn) {
        var connection = tools.find(entry.tool()).map(tool -> tool.manifest().connection());
        if (connection.isEmpty()) {
            turn.accept(entry);
            return;
        }
        switch (enter(connection.get())) {
            case Admission.Place place -> place.during(() -> turn.accept(entry));
            case Admission.TurnedAway(Duration askAgainAfter) ->
                ledger.postpone(entry, RefusalCode.PROVIDER_UNAVAILABLE, askAgainAfter);
        }
    }

    private Admission enter(String connection) {
        try {
            return gates.of(connection).enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Admission.TurnedAway(Duration.ZERO);
        }
    }

    private void lookNow(Entry entry) {
        switch (prepare.prepare(entry)) {
            case Ready ready -> judge(entry, lookUp.look(ready));
            case Prepared.Refused _ -> end(entry, unknown(entry, BARRED));
            case Prepared.Own _ -> end(entry, unknown(entry, "there is nowhere to look"));
            case Later(RefusalCode why, Duration atLeast) -> ledger.postpone(entry, why, pause(entry, atLeast));
        }
    }

    private void judge(Entry entry, LookUp.Sight sight) {
        switch (sight) {
            case FOUND -> end(entry, new Outcome.Succeeded(FOUND_BY_LOOKING));
            case NOT_FOUND ->
                end(entry, unknown(entry, "no answer said what happened; a look there afterwards does not show it"));
            case BARRED -> end(entry, unknown(entry, BARRED));
            case BLIND -> ledger.postpone(entry, entry.waitingFor(), pause(entry, BEFORE_A_LOOK));
        }
    }

    private void attempt(Entry entry) {
        var prepared = prepare.prepare(entry);
        switch (prepared instanceof Ready ready ? preconditions.check(ready) : prepared) {
            case Ready ready -> send(entry, ready);
            case Prepared.Own(VerifiedGrant grant) -> commit(entry, () -> settle.change(entry, grant), () -> {});
            case Prepared.Refused(Outcome.Refused refused) -> end(entry, notSent(entry, refused));
            case Later(RefusalCode why, Duration atLeast) ->
                ledger.postpone(entry, why, notPastExpiry(entry, pause(entry, atLeast)));
        }
    }

    private void send(Entry entry, Ready ready) {
        long start = System.nanoTime();
        commit(
                entry,
                () -> settle.dispatch(entry, ready.grant(), ready.beyond()),
                () -> callProvider(entry, ready, start));
    }

    /** @param call what follows where that is not the end already */
    private void commit(Entry entry, Supplier<Dispatch> transaction, Runnable call) {
        try {
            switch (transaction.get()) {
                case Dispatch.Committed _ -> call.run();
                case Dispatch.Changed _ -> {}
                case Dispatch.MayBeForgotten _ -> end(entry, forgotten(entry));
                // Expired by the database's clock, or not ours any more: in the second case this writes nothing.
                case Dispatch.Over _ -> end(entry, ranOut(entry));
                case Dispatch.Forbidden(RefusalCode code) -> end(entry, notSent(entry, words.of(code)));
                case Dispatch.Limited(Limit limit) -> end(entry, notSent(entry, words.of(limit)));
                case Dispatch.NamesNothing(List<String> problems) -> end(entry, words.namesNothing(problems));
            }
        } catch (HaltsUnreadable e) {
            unreadable(entry, RefusalCode.HALTS_UNREADABLE, e);
        } catch (OwnRulesUnreadable e) {
            unreadable(entry, RefusalCode.OWN_RULES_UNREADABLE, e);
        }
    }

    private void unreadable(Entry entry, RefusalCode code, RuntimeException e) {
        LOG.errorf("event=%s action=%s why=%s", code.code(), entry.actionId(), e.getMessage());
        ledger.postpone(entry, code, notPastExpiry(entry, pause(entry, Duration.ZERO)));
    }

    private void callProvider(Entry entry, Ready ready, long start) {
        var left = config.call().limit().minusNanos(System.nanoTime() - start);
        var manifest = ready.grant().tool().manifest();
        switch (call.send(ready.request(), ready.token(), manifest, left)) {
            case CallOutcome.Succeeded(var result) -> end(entry, new Outcome.Succeeded(result));
            case CallOutcome.Failed(String code) -> end(entry, new Outcome.Failed(code));
            case CallOutcome.TokenRefused(String code) ->
                end(entry, new Outcome.Failed(code, words.reconnect(manifest.connection())));
            case CallOutcome.Moved(String code, String where) ->
                end(entry, new Outcome.Failed(code, RefusalWords.moved(where)));
            case CallOutcome.AnswerTooLarge(int most) ->
                end(entry, new Outcome.Failed("answer_too_large", RefusalWords.askForLess(most)));
            case CallOutcome.TurnedAway(String code, Duration after) -> turnedAway(entry, code, after);
            case CallOutcome.Unsettled(String how) -> unsettled(entry, manifest.effect(), how);
        }
    }

    /** Nothing has changed: sent again when the provider says, unless the grant is dead by then. */
    private void turnedAway(Entry entry, String code, Duration after) {
        var pause = pause(entry, after);
        boolean inTime = Instant.now().plus(pause).isBefore(entry.expiresAt());
        if (entry.dispatches() + 1 < MAX_SENDS_TURNED_AWAY && inTime) {
            ledger.turnedAway(entry, code, pause);
        } else {
            end(entry, new Outcome.Failed(code));
        }
    }

    private void unsettled(Entry entry, Effect effect, String how) {
        boolean onceMore = entry.dispatches() + 1 < maxSends(effect);
        switch (effect) {
            case READ_ONLY -> {
                if (onceMore) {
                    ledger.postpone(entry, entry.waitingFor(), Duration.ZERO);
                } else {
                    end(entry, new Outcome.Failed("no_answer"));
                }
            }
            case IDEMPOTENT_KEY -> {
                if (onceMore) {
                    ledger.postpone(entry, entry.waitingFor(), pause(entry, Duration.ZERO));
                } else {
                    end(entry, unknown(entry, how));
                }
            }
            case QUERYABLE -> ledger.postpone(entry, entry.waitingFor(), BEFORE_A_LOOK);
            case OPAQUE -> end(entry, unknown(entry, how));
        }
    }

    private static int maxSends(Effect effect) {
        return switch (effect) {
            case READ_ONLY -> MAX_READS;
            case IDEMPOTENT_KEY -> MAX_SENDS_WITH_A_KEY;
            case QUERYABLE, OPAQUE -> 1;
        };
    }

    /** A read that was turned away may be sent more often than one that got no answer. */
    private static int maxSendsInAll(Effect effect) {
        return effect == Effect.READ_ONLY ? MAX_SENDS_TURNED_AWAY : maxSends(effect);
    }

    private static boolean hasRunOut(Entry entry) {
        return !Instant.now().isBefore(entry.expiresAt());
    }

    /** The grant ran out: for the reason that kept it waiting, if one did. */
    private Outcome ranOut(Entry entry) {
        if (entry.turnedAway() != null) {
            return new Outcome.Failed(entry.turnedAway());
        }
        return notSent(entry, words.of(entry.obstacle().orElse(RefusalCode.EXPIRED)));
    }

    private Outcome notSent(Entry entry, Outcome.Refused refused) {
        return entry.mayHaveHappened() ? unknown(entry, "it could not be sent again") : refused;
    }

    private Outcome unknown(Entry entry, String how) {
        return new Outcome.Unknown("The call " + entry.tool() + " was sent to " + host(entry) + ", and " + how
                + ". It may have happened: look there before you ask for it again.");
    }

    private Outcome forgotten(Entry entry) {
        return new Outcome.Unknown(
                "The gateway's database was restarted, restored or failed over after this was authorised, and"
                        + " may have forgotten that the call " + entry.tool() + " was sent to " + host(entry)
                        + ". It was not sent after that. It may have happened before: look there before you ask for it again.");
    }

    private String host(Entry entry) {
        return tools.find(entry.tool())
                .map(tool -> tool.manifest().request())
                .map(request -> request.base().getHost())
                .orElse("the provider");
    }

    /** When the grant runs out the person is told, however long Auth0 wants to be left alone. */
    private static Duration notPastExpiry(Entry entry, Duration pause) {
        var left = Duration.between(Instant.now(), entry.expiresAt());
        return left.isPositive() && left.compareTo(pause) < 0 ? left : pause;
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
