package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantChecks.check;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.StrictJson;
import dev.approvalcopilot.contracts.jws.PublicKeys;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * All checks of a grant but the last two, halts and single use, which only a database can know (contracts, "The grant"). They
 * stand in the order of the contracts page, with one exception: that a grant has run out is looked at last among those for which nothing is
 * believed. A true grant that came too late is not an attack, and its action must end REFUSED instead of waiting for ever.
 */
public final class GrantVerifier {

    static final Duration SKEW = Duration.ofSeconds(5);
    private static final int MAX_ACTION_LENGTH = (StrictJson.MAX_BYTES + 2) / 3 * 4;

    private final Expected expected;
    private final GrantSignature signature;
    private final ToolCatalog tools;
    private final ClassificationChecks classifications;
    private final ApproverChecks approvers;

    /**
     * What every grant must say.
     *
     * @param issuer the approval-service
     * @param deployment this installation: {@code aud} and the action's {@code deployment}
     */
    public record Expected(String issuer, URI deployment) {}

    public GrantVerifier(
            Expected expected,
            PublicKeys keys,
            ToolCatalog tools,
            ClassificationVerifier classifications,
            ApproverChecks approvers) {
        this.expected = expected;
        this.signature = new GrantSignature(keys);
        this.tools = tools;
        this.classifications = new ClassificationChecks(classifications);
        this.approvers = approvers;
    }

    /**
     * The checks before which nothing is believed. They need no network.
     *
     * @throws GrantRefused of standing {@link RefusalCode.Standing#UNBELIEVED}
     */
    public BelievedGrant believe(ReceivedGrant received, Instant now) throws GrantRefused {
        check(received.jws().length() <= GrantClaims.MAX_LENGTH, RefusalCode.TOO_LARGE);
        check(received.action().length() <= MAX_ACTION_LENGTH, RefusalCode.TOO_LARGE);
        var claims = ClaimsShape.read(signature.payload(received.jws()));
        check(expected.issuer.equals(claims.iss()), RefusalCode.ISSUER);
        check(expected.deployment.equals(claims.aud()), RefusalCode.AUDIENCE);
        checkTimes(claims, now);
        var bytes = decode(received.action());
        check(Digest.of(bytes).equals(claims.toolCall().digest()), RefusalCode.DIGEST);
        var action = readAction(bytes);
        checkClaimsFit(claims, action);
        return new BelievedGrant(claims, action, Digest.of(bytes));
    }

    /**
     * All checks.
     *
     * @throws GrantRefused with the first one that failed
     * @throws LoginKeys.Unavailable when evidence cannot be judged at the moment
     */
    public VerifiedGrant verify(ReceivedGrant received, Instant now) throws GrantRefused, LoginKeys.Unavailable {
        var grant = believe(received, now);
        check(now.isBefore(grant.expiresAt()), RefusalCode.EXPIRED);
        var tool = checkTool(grant.action());
        var classification = classifications.believe(grant);
        var level = ClassificationChecks.level(tool.manifest().riskFloor(), classification, grant);
        approvers.judge(grant, tool, level, classification.obligations(), now);
        return new VerifiedGrant(grant, tool, level);
    }

    private static void checkTimes(GrantClaims claims, Instant now) throws GrantRefused {
        var longest =
                claims.level() == RiskLevel.CRITICAL ? GrantClaims.MAX_CRITICAL_LIFETIME : GrantClaims.MAX_LIFETIME;
        check(claims.iat() <= claims.nbf() && claims.nbf() < claims.exp(), RefusalCode.LIFETIME);
        check(claims.exp() - claims.iat() <= longest.toSeconds(), RefusalCode.LIFETIME);
        check(!Instant.ofEpochSecond(claims.nbf()).isAfter(now.plus(SKEW)), RefusalCode.NOT_YET_VALID);
    }

    private static byte[] decode(String base64) throws GrantRefused {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GrantRefused(RefusalCode.NOT_CANONICAL);
        }
    }

    private static Action readAction(byte[] bytes) throws GrantRefused {
        try {
            return Action.read(CanonicalBytes.received(bytes));
        } catch (MalformedJson e) {
            throw new GrantRefused(RefusalCode.NOT_CANONICAL);
        }
    }

    private void checkClaimsFit(GrantClaims claims, Action action) throws GrantRefused {
        var call = claims.toolCall();
        boolean fits = call.actionId().equals(action.id())
                && call.tool().equals(action.tool())
                && call.manifest().equals(action.manifest())
                && call.connection().equals(action.connection())
                && call.scopes().equals(action.scopes())
                && claims.sub().equals(action.principal())
                && claims.act().sub().equals(action.agent())
                && expected.deployment.equals(action.deployment());
        check(fits, RefusalCode.CLAIMS_AND_ACTION);
    }

    private Tool checkTool(Action action) throws GrantRefused {
        var tool = tools.find(action.tool()).orElseThrow(() -> new GrantRefused(RefusalCode.UNKNOWN_TOOL));
        check(tool.digest().equals(action.manifest()), RefusalCode.MANIFEST_CHANGED);
        check(tool.violations(action.arguments()).isEmpty(), RefusalCode.ARGUMENTS);
        check(tool.manifest().connection().equals(action.connection()), RefusalCode.CONNECTION);
        check(tool.manifest().scopes().equals(action.scopes()), RefusalCode.SCOPES);
        return tool;
    }
}
