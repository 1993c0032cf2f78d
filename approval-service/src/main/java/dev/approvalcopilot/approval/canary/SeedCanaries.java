package dev.approvalcopilot.approval.canary;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.attention.Canaries;
import dev.approvalcopilot.approval.decision.Compose;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Now and then, a request that ought to be rejected, for who asked for it. It goes the way of every composed action. */
@ApplicationScoped
class SeedCanaries {
    private static final int AT_ONCE = 20;
    private static final Logger LOG = Logger.getLogger(SeedCanaries.class);

    private final Jdbi jdbi;
    private final Canaries canaries;
    private final Compose compose;
    private final Optional<String> agent;

    SeedCanaries(Jdbi jdbi, Canaries canaries, Compose compose, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.canaries = canaries;
        this.compose = compose;
        this.agent = config.attention().canary().agent();
    }

    @Scheduled(every = "1m", delayed = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void seed() {
        agent.ifPresent(name -> canaries.due(AT_ONCE).forEach(person -> seed(person, name)));
    }

    private void seed(String person, String name) {
        var texts = CanaryTexts.usable(connectionsOf(person));
        if (texts.isEmpty()) {
            return; // decides nothing these days: next time
        }
        var text = texts.get(ThreadLocalRandom.current().nextInt(texts.size()));
        canaries.made(compose.compose(person, name, text.tool(), text.toArguments()), person);
        LOG.info("event=canary_made");
    }

    /** Of what the person approved lately. */
    private Set<String> connectionsOf(String person) {
        return Set.copyOf(jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct connection from approvals
                        where principal = :person and verdict = 'APPROVED' and decided_at > now() - interval '30 days'""")
                .bind("person", person)
                .mapTo(String.class)
                .list()));
    }
}
