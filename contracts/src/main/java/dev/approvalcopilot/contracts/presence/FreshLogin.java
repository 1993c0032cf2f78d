package dev.approvalcopilot.contracts.presence;

import dev.approvalcopilot.contracts.auth0.Leeway;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * A login that passed every check of {@link LoginVerifier}; only it makes one.
 *
 * @param sub who logged in
 * @param authTime when, by Auth0's clock
 * @param groups whose member the tenant says they are; empty where the token shows none
 */
public record FreshLogin(String sub, Instant authTime, Set<String> groups) {

    public FreshLogin {
        groups = Set.copyOf(groups);
    }

    /** @param age without what the clocks may differ */
    public boolean olderThan(Duration age, Instant now) {
        return Leeway.isOlderThan(age, authTime, now);
    }
}
