package dev.approvalcopilot.approval.grant;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims.Actor;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.ToolCall;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Turns one decision into one signed grant (contracts, "The grant"). */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
public class GrantIssuer {
    private final SigningKey key;
    private final URI issuer;
    private final Duration lifetime;

    GrantIssuer(SigningKey key, ApprovalConfig config) {
        this.key = key;
        this.issuer = config.grant().issuer();
        this.lifetime = config.grant().lifetime();
        if (!lifetime.isPositive() || lifetime.compareTo(GrantClaims.MAX_LIFETIME) > 0) {
            throw new ConfigurationException("approval.grant.lifetime must be above zero and at most PT5M");
        }
    }

    /**
     * @param jti names the grant
     * @param endsAt when the gateway refuses it
     * @param compact the JWS
     */
    public record Grant(String jti, Instant endsAt, String compact) {
        /** Without the grant itself. */
        @Override
        public String toString() {
            return "Grant[" + jti + "]";
        }
    }

    /** Call it in the transaction that records the decision. @param epoch of halts, as in the evidence of a login */
    public Grant issue(
            Approval approval, Account account, Digest view, List<Approver> approvers, String epoch, Instant now) {
        var claims = claims(issuer, lifetime, approval, account, view, approvers, epoch, now);
        return new Grant(claims.jti(), Instant.ofEpochSecond(claims.exp()), key.sign(claims));
    }

    static GrantClaims claims(
            URI issuer,
            Duration lifetime,
            Approval approval,
            Account account,
            Digest view,
            List<Approver> approvers,
            String epoch,
            Instant now) {
        var action = approval.action();
        long issuedAt = now.getEpochSecond();
        var call = new ToolCall(
                ToolCall.TYPE,
                action.tool(),
                action.manifest(),
                action.connection(),
                account.id(),
                action.scopes(),
                action.id(),
                approval.digest());
        return new GrantClaims(
                issuer.toString(),
                action.deployment(),
                Ids.random128(),
                issuedAt,
                issuedAt,
                issuedAt + lifetimeFor(approval.level(), lifetime).toSeconds(),
                action.principal(),
                new Actor(action.agent()),
                List.of(call),
                view,
                approval.level(),
                approval.classification(),
                epoch,
                approvers);
    }

    private static Duration lifetimeFor(RiskLevel level, Duration lifetime) {
        boolean shorten = level == RiskLevel.CRITICAL && lifetime.compareTo(GrantClaims.MAX_CRITICAL_LIFETIME) > 0;
        return shorten ? GrantClaims.MAX_CRITICAL_LIFETIME : lifetime;
    }
}
