package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.contracts.json.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The logins that wait for their decision. */
@ApplicationScoped
public class PresenceEvidence {
    /** The gateway accepts five minutes; this leaves it one to act. */
    private static final Duration MAX_AGE = Duration.ofMinutes(4);

    private final Attempts attempts;

    PresenceEvidence(Attempts attempts) {
        this.attempts = attempts;
    }

    /**
     * The person's own, for exactly this digest, view and epoch of halts, and still fresh. In the deciding transaction, which it
     * locks.
     */
    public Optional<Evidence> find(UUID action, String sub, Digest digest, Digest view, String epoch, Instant now) {
        return attempts.evidence(action, sub, digest, view, epoch)
                .filter(evidence -> evidence.authTime().plus(MAX_AGE).isAfter(now));
    }

    /** It serves once. In the transaction whose grant carries it. */
    public void useUp(UUID action, String sub) {
        attempts.deleteEvidence(action, sub);
    }
}
