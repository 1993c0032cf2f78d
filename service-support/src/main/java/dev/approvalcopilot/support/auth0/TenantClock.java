package dev.approvalcopilot.support.auth0;

import dev.approvalcopilot.contracts.auth0.Leeway;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The difference between the tenant's clock and this machine's, as last seen in an answer or a token of the tenant. */
@ApplicationScoped
public class TenantClock {

    private static final Logger LOG = Logger.getLogger(TenantClock.class);
    /** HTTP dates have whole seconds, and an answer takes its time: less than this is no difference. */
    private static final Duration NOISE = Duration.ofSeconds(2);

    private volatile Duration ahead = Duration.ZERO;

    /** @param theirs a moment ago by the tenant's clock */
    public void observe(Instant theirs, Instant now) {
        var seen = Duration.between(now, theirs);
        boolean was = isOff();
        ahead = seen.abs().compareTo(NOISE) <= 0 ? Duration.ZERO : seen;
        if (isOff() && !was) {
            LOG.errorf("event=auth0_clock_differs seconds=%d leeway=%d", seconds(), Leeway.OF_CLOCKS.toSeconds());
        } else if (was && !isOff()) {
            LOG.infof("event=auth0_clock_agrees seconds=%d", seconds());
        }
    }

    /** By more than is passed over. */
    public boolean isOff() {
        return ahead.abs().compareTo(Leeway.OF_CLOCKS) > 0;
    }

    /** By how much the tenant's clock is ahead of ours; negative if it is behind. */
    public long seconds() {
        return ahead.toSeconds();
    }

    /** The time by the tenant's clock, for what the tenant compares with it. */
    public Instant theirs(Instant now) {
        return now.plus(ahead);
    }

    /** For people, while the clocks differ by more than is passed over. */
    public Optional<String> complaint() {
        return isOff()
                ? Optional.of(
                        "Auth0's clock is %d s %s this service's; more than %d s is not passed over. An operator has to set the clock."
                                .formatted(
                                        Math.abs(seconds()),
                                        seconds() > 0 ? "ahead of" : "behind",
                                        Leeway.OF_CLOCKS.toSeconds()))
                : Optional.empty();
    }
}
