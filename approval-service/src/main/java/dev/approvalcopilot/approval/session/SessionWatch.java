package dev.approvalcopilot.approval.session;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Tells open streams that their session is over. Once a second, one question for all of this replica's. */
@ApplicationScoped
public class SessionWatch {
    private static final Logger LOG = Logger.getLogger(SessionWatch.class);

    private final SessionRows rows;
    private final Map<String, Set<UniEmitter<? super Boolean>>> waiting = new ConcurrentHashMap<>();

    SessionWatch(SessionRows rows) {
        this.rows = rows;
    }

    /** Completes when the session has ended. */
    public Uni<Boolean> end(PageSession session) {
        return Uni.createFrom().emitter(emitter -> {
            var hash = session.referenceHash();
            waiting.compute(hash, (_, others) -> {
                var all = others == null ? ConcurrentHashMap.<UniEmitter<? super Boolean>>newKeySet() : others;
                all.add(emitter);
                return all;
            });
            emitter.onTermination(() -> waiting.computeIfPresent(hash, (_, all) -> {
                all.remove(emitter);
                return all.isEmpty() ? null : all;
            }));
        });
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            var asked = List.copyOf(waiting.keySet());
            var alive = rows.alive(asked);
            asked.stream().filter(hash -> !alive.contains(hash)).forEach(this::tell);
        } catch (RuntimeException e) {
            // The next look tries again; a request with the session asks the database by itself.
            LOG.warnf("event=sessions_not_read cause=%s", e.getClass().getSimpleName());
        }
    }

    private void tell(String hash) {
        List.copyOf(waiting.getOrDefault(hash, Set.of())).forEach(emitter -> emitter.complete(true));
    }
}
