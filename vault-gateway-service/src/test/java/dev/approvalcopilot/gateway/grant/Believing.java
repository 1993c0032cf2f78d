package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import java.time.Instant;

/** Makes what only the verifier can make, for tests of what comes after it. */
public final class Believing {

    private Believing() {}

    /** @param key by which it was signed */
    public static BelievedGrant grant(ReceivedGrant received, ToolCatalog tools, SigningKey key) {
        var verifier = GrantVerifierTest.verifier(
                RiskLevel.CRITICAL,
                key,
                tools,
                new GrantVerifierTest.LoginKeysStub(),
                () -> EligibleGroups.NONE,
                Delegations.NONE);
        try {
            return verifier.believe(received, Instant.now());
        } catch (GrantRefused refused) {
            throw new IllegalStateException(refused);
        }
    }
}
