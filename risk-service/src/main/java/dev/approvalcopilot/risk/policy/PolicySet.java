package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.json.Digest;
import java.util.List;
import java.util.TreeMap;

/** The policies in force. Their order never counts: levels are maxima, demands the stricter ones. */
public final class PolicySet {

    private final List<Policy> policies;
    private final Limits limits;
    private final Digest digest;

    /** @param policies by name */
    PolicySet(List<Policy> policies, Limits limits) {
        this.policies = List.copyOf(policies);
        this.limits = limits;
        var digests = new TreeMap<String, Digest>();
        policies.forEach(policy -> digests.put(policy.name(), policy.digest()));
        this.digest = Digest.ofJcs(digests);
    }

    /** What they make of an action. Never below the floor of its tool. */
    public Verdict judge(Facts facts) {
        return policies.stream()
                .map(policy -> policy.judge(facts, limits))
                .reduce(Verdict.untouched(facts.manifest().riskFloor()), Verdict::and);
    }

    /** Names this set: SHA-256 over the JCS of {@code {name: digest of the file's tree}}. */
    public Digest digest() {
        return digest;
    }

    public List<Policy> all() {
        return policies;
    }
}
