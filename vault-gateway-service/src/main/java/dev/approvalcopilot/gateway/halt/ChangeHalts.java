package dev.approvalcopilot.gateway.halt;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What an operator may do: stop a scope, ask that it go on, agree to that. Each change and its event are one transaction, which
 * begins when every dispatch under way has ended. Repeating an order changes nothing.
 */
@ApplicationScoped
public class ChangeHalts {

    private static final Logger LOG = Logger.getLogger(ChangeHalts.class);

    private final Jdbi jdbi;
    private final Outbox outbox;

    /** What came of an operator's word for a resumption. */
    public sealed interface Resumption {

        /** Somebody else has to say the same. @param until no longer than this */
        record Asked(Halt halt, Instant until) implements Resumption {}

        /** A second operator said it. */
        record Resumed(Halt halt) implements Resumption {}

        /** Nothing is halted there. */
        record NotHalted() implements Resumption {}
    }

    /** @param epoch of this deployment @param halts the latest first @param more whether there are others */
    public record Standing(long epoch, List<Halt> halts, boolean more) {}

    ChangeHalts(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    /** What stands still. @param limit most entries */
    public Standing standing(int limit) {
        return jdbi.withHandle(handle -> {
            var halts = HaltTable.halted(handle, limit + 1);
            boolean more = halts.size() > limit;
            return new Standing(HaltTable.epoch(handle), more ? halts.subList(0, limit) : halts, more);
        });
    }

    /** Stops a scope. What stands still stays as it is, but a question whether it may go on is answered with no. */
    public Halt halt(HaltScope scope, String reason, String operator) {
        return change(handle -> {
            var before = HaltTable.find(handle, scope).filter(Halt::halted);
            if (before.isEmpty()) {
                return changed(handle, HaltTable.halt(handle, scope, reason, operator));
            }
            if (before.get().question().isPresent()) {
                report("resumption_withdrawn", "An operator halted again what another had asked to resume.", operator);
                return HaltTable.withdrawQuestion(handle, scope);
            }
            return before.get();
        });
    }

    /** The first or the second word for a resumption. */
    public Resumption resume(HaltScope scope, String reason, String operator) {
        return change(handle -> {
            var halt = HaltTable.find(handle, scope);
            if (halt.isEmpty()) {
                return new Resumption.NotHalted();
            }
            return switch (ResumptionRule.judge(halt.get(), operator, HaltTable.now(handle))) {
                case NOT_HALTED -> new Resumption.NotHalted();
                case WAIT -> asked(halt.get());
                case ASK -> ask(handle, scope, reason, operator);
                case RESUME -> {
                    var first = halt.get().question().orElseThrow();
                    var both = reason + " (asked by " + first.by() + ": " + first.reason() + ")";
                    yield new Resumption.Resumed(changed(handle, HaltTable.resume(handle, scope, both, operator)));
                }
            };
        });
    }

    private Resumption ask(Handle handle, HaltScope scope, String reason, String operator) {
        LOG.warnf("event=resumption_asked scope=%s by=%s", scope, operator);
        report("resumption_asked", "An operator asked to resume what is halted; a second one has to agree.", operator);
        return asked(HaltTable.ask(handle, scope, reason, operator));
    }

    private static Resumption asked(Halt halt) {
        return new Resumption.Asked(halt, halt.askedAt().plus(ResumptionRule.WINDOW));
    }

    private Halt changed(Handle handle, Halt halt) {
        outbox.add(new HaltChanged(
                halt.scope(), halt.halted(), halt.reason(), halt.changedBy(), HaltTable.epoch(handle), halt.since()));
        LOG.warnf(
                "event=halt_changed scope=%s halted=%s by=%s epoch=%d",
                halt.scope(), halt.halted(), halt.changedBy(), halt.epoch());
        return halt;
    }

    private void report(String code, String detail, String operator) {
        outbox.add(new SecurityEvent(Service.GATEWAY, code, detail, Ids.next(), operator, Instant.now()));
    }

    private <T> T change(Function<Handle, T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> jdbi.withHandle(handle -> {
                    HaltTable.keepDispatchesBack(handle);
                    return work.apply(handle);
                }));
    }
}
