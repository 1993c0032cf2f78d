package dev.approvalcopilot.approval.testing;

import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the gateway would say about one scope; closing it resumes. Epochs rise over all tests, as in one installation. */
public final class Halting implements AutoCloseable {
    private static final AtomicLong EPOCH = new AtomicLong();

    private final HaltScope scope;
    private boolean resumed;

    private Halting(HaltScope scope) {
        this.scope = scope;
    }

    public static Halting of(String scope) {
        var halting = new Halting(HaltScope.parse(scope));
        halting.send(true);
        return halting;
    }

    private void send(boolean halted) {
        Topics.send(new HaltChanged(
                scope, halted, halted ? "The bot went mad." : "Mended.", "auth0|olga", EPOCH.get(), Instant.now()));
    }

    /** @return the epoch from now on */
    public long resume() {
        if (!resumed) {
            resumed = true;
            EPOCH.incrementAndGet();
            send(false);
        }
        return EPOCH.get();
    }

    /** Waits until the service has read it. */
    public static void awaitEpoch(Supplier<String> epoch) {
        await().atMost(Duration.ofSeconds(20)).until(() -> epoch.get().equals(Long.toString(EPOCH.get())));
    }

    @Override
    public void close() {
        resume();
    }
}
