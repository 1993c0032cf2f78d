package dev.approvalcopilot.contracts.event;

import dev.approvalcopilot.contracts.json.Digest;
import java.time.Instant;

/**
 * The policies by which the risk-service judges from now on, said at each of its starts. What was judged by others has to be
 * judged anew before it is approved.
 *
 * @param policy digest of the set, as in each classification
 */
public record PoliciesInForce(Digest policy, Instant at) implements Event {
    @Override
    public String key() {
        return policy.value();
    }
}
