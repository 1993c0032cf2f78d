package dev.approvalcopilot.gateway.grant;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.Evidence;
import dev.approvalcopilot.contracts.presence.FreshLogin;
import dev.approvalcopilot.contracts.presence.LoginRefused;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.contracts.presence.PresenceNonce;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Evidence that people were there, judged with Auth0's own keys (contracts, "Presence"). From one level on, which is the
 * gateway's own setting, and where the classification demands it, each approver needs a bound login; what came without being
 * needed is judged as well.
 */
public final class EvidenceChecks {

    /** How old the login of the last one to approve may be. */
    public static final Duration MAX_LOGIN_AGE = Duration.ofMinutes(5);

    private final LoginVerifier logins;
    private final LoginKeys keys;
    private final RiskLevel loginFrom;
    private final Duration quorumWindow;

    /**
     * @param loginFrom the lowest level that needs a bound login
     * @param quorumWindow how old the logins of those who approved earlier may be
     */
    public EvidenceChecks(LoginVerifier logins, LoginKeys keys, RiskLevel loginFrom, Duration quorumWindow) {
        this.logins = logins;
        this.keys = keys;
        this.loginFrom = loginFrom;
        this.quorumWindow = quorumWindow;
    }

    /**
     * @param demanded by the classification, whatever the level
     * @return by {@code sub}, of those approvers who logged in
     */
    Map<String, FreshLogin> judge(BelievedGrant grant, RiskLevel level, boolean demanded, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        boolean needed = demanded || level.atLeast(loginFrom);
        for (var approver : grant.claims().approvers()) {
            for (var evidence : approver.evidence()) {
                GrantChecks.check(Evidence.LOGIN_V1.equals(evidence.kind()), RefusalCode.EVIDENCE_KIND);
            }
            GrantChecks.check(!needed || !approver.evidence().isEmpty(), RefusalCode.PRESENCE_MISSING);
        }
        var fresh = new HashMap<String, FreshLogin>();
        for (var approver : grant.claims().approvers()) {
            for (var evidence : approver.evidence()) {
                fresh.put(approver.sub(), login(evidence.value(), expectedOf(approver, grant), now));
            }
        }
        checkLast(grant, fresh, now);
        return Collections.unmodifiableMap(fresh);
    }

    /** Only who approved before somebody else has the whole window. */
    private static void checkLast(BelievedGrant grant, Map<String, FreshLogin> fresh, Instant now) throws GrantRefused {
        var last = Instant.MIN;
        for (var approver : grant.claims().approvers()) {
            var at = approvedAt(approver, fresh);
            last = at.isAfter(last) ? at : last;
        }
        for (var login : fresh.values()) {
            boolean earlier = login.authTime().isBefore(last);
            GrantChecks.check(earlier || !login.olderThan(MAX_LOGIN_AGE, now), RefusalCode.PRESENCE);
        }
    }

    /** By Auth0's clock where there is a login; for who needs none, the approval-service's word is all there is. */
    private static Instant approvedAt(Approver approver, Map<String, FreshLogin> fresh) {
        var login = fresh.get(approver.sub());
        return login == null ? Instant.ofEpochSecond(approver.at()) : login.authTime();
    }

    private LoginVerifier.Expected expectedOf(Approver approver, BelievedGrant grant) {
        var claims = grant.claims();
        var nonce = PresenceNonce.of(grant.digest(), claims.view(), claims.epoch());
        return new LoginVerifier.Expected(nonce, approver.sub(), grant.action().proposedAt(), quorumWindow);
    }

    private FreshLogin login(String idToken, LoginVerifier.Expected expected, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        try {
            return logins.verify(idToken, keys.forToken(idToken), expected, now);
        } catch (LoginRefused refused) {
            throw new GrantRefused(
                    switch (refused.code()) {
                        case CLOCK, BEFORE_PROPOSAL -> RefusalCode.PRESENCE_CLOCK;
                        default -> RefusalCode.PRESENCE;
                    });
        }
    }
}
