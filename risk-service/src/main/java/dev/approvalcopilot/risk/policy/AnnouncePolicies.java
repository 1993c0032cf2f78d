package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.event.PoliciesInForce;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Instant;

/** Says at the start which policies are in force, so that nobody approves what others had judged. */
@ApplicationScoped
class AnnouncePolicies {
    private final PolicySet policies;
    private final Outbox outbox;

    AnnouncePolicies(PolicySet policies, Outbox outbox) {
        this.policies = policies;
        this.outbox = outbox;
    }

    @Transactional
    void announce(@Observes StartupEvent event) {
        outbox.add(new PoliciesInForce(policies.digest(), Instant.now()));
    }
}
