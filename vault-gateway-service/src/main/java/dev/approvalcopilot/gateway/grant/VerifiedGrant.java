package dev.approvalcopilot.gateway.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionRef;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.manifest.Tool;
import java.time.Instant;

/**
 * Passed every check that needs no database: the one thing that may be acted upon. Only {@link GrantVerifier} makes one; evidence
 * stays behind.
 */
public final class VerifiedGrant {

    private final BelievedGrant believed;
    private final Tool tool;
    private final RiskLevel level;

    VerifiedGrant(BelievedGrant believed, Tool tool, RiskLevel level) {
        this.believed = believed;
        this.tool = tool;
        this.level = level;
    }

    public ActionRef ref() {
        return believed.ref();
    }

    public Digest digest() {
        return believed.digest();
    }

    /** Whose account is used: OIDC {@code sub}. */
    public String principal() {
        return believed.action().principal();
    }

    /** The tool as loaded here; its digest is the granted one. */
    public Tool tool() {
        return tool;
    }

    public ObjectNode arguments() {
        return believed.action().arguments();
    }

    /** Id of the connected account that was approved. */
    public String account() {
        return believed.claims().toolCall().account();
    }

    /** Highest of the tool's own floor, the classification and the grant. */
    public RiskLevel level() {
        return level;
    }

    /** Of halts, when it was granted. */
    public long epoch() {
        return Long.parseLong(believed.claims().epoch());
    }

    public Instant expiresAt() {
        return believed.expiresAt();
    }

    @Override
    public String toString() {
        return "VerifiedGrant[" + believed.action() + "]";
    }
}
