package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.Evidence;
import dev.approvalcopilot.contracts.presence.LoginRefused;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.contracts.presence.PresenceNonce;
import java.time.Duration;
import java.time.Instant;

/**
 * Evidence that a person was there, judged with Auth0's own keys (contracts, "Presence"). From one level on, which
 * is the gateway's own setting, and where the classification demands it, each approver needs a bound login; what came without
 * being needed is judged as well.
 */
public final class EvidenceChecks {

    private static final Duration MAX_LOGIN_AGE = Duration.ofMinutes(5);

    private final LoginVerifier logins;
    private final LoginKeys keys;
    private final RiskLevel loginFrom;

    /** @param loginFrom the lowest level that needs a bound login */
    public EvidenceChecks(LoginVerifier logins, LoginKeys keys, RiskLevel loginFrom) {
        this.logins = logins;
        this.keys = keys;
        this.loginFrom = loginFrom;
    }

    /** @param demanded by the classification, whatever the level */
    void check(BelievedGrant grant, RiskLevel level, boolean demanded, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        boolean needed = demanded || level.atLeast(loginFrom);
        for (var approver : grant.claims().approvers()) {
            for (var evidence : approver.evidence()) {
                GrantChecks.check(Evidence.LOGIN_V1.equals(evidence.kind()), RefusalCode.EVIDENCE_KIND);
            }
            GrantChecks.check(!needed || !approver.evidence().isEmpty(), RefusalCode.PRESENCE_MISSING);
        }
        for (var approver : grant.claims().approvers()) {
            for (var evidence : approver.evidence()) {
                checkLogin(evidence.value(), expectedOf(approver, grant), now);
            }
        }
    }

    private static LoginVerifier.Expected expectedOf(Approver approver, BelievedGrant grant) {
        var claims = grant.claims();
        var nonce = PresenceNonce.of(grant.digest(), claims.view(), claims.epoch());
        return new LoginVerifier.Expected(nonce, approver.sub(), grant.action().proposedAt(), MAX_LOGIN_AGE);
    }

    private void checkLogin(String idToken, LoginVerifier.Expected expected, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        try {
            logins.verify(idToken, keys.current(), expected, now);
        } catch (LoginRefused refused) {
            GrantChecks.check(refused.code() == LoginRefused.Code.KEY, RefusalCode.PRESENCE);
            checkLoginWithNewKeys(idToken, expected, now);
        }
    }

    /** Auth0 may have begun to sign with a key that is not known here yet. */
    private void checkLoginWithNewKeys(String idToken, LoginVerifier.Expected expected, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        try {
            logins.verify(idToken, keys.refreshed(), expected, now);
        } catch (LoginRefused refused) {
            throw new GrantRefused(RefusalCode.PRESENCE);
        }
    }
}
