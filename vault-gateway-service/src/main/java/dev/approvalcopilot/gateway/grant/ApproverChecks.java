package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantChecks.check;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.presence.FreshLogin;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Enough people approved, and each of them may (contracts, "The grant"). Eligible is the principal; who shows by a login bound
 * to this action that they belong to a group which the gateway's own file allows for this tool; and whom the principal lets
 * decide, by the gateway's own table. So evidence is judged before eligibility. A member of a group cannot do without it,
 * whatever the level; a delegate only where the principal could. The person's own rules are nobody's business but theirs.
 */
public final class ApproverChecks {

    private final EvidenceChecks evidence;
    private final Supplier<EligibleGroups> groups;
    private final Delegations delegations;

    /**
     * @param groups as the file says now; asked only where the principal alone does not do
     * @param delegations as the table says now; asked only then, too
     */
    public ApproverChecks(EvidenceChecks evidence, Supplier<EligibleGroups> groups, Delegations delegations) {
        this.evidence = evidence;
        this.groups = groups;
        this.delegations = delegations;
    }

    void judge(BelievedGrant grant, Tool tool, RiskLevel level, Obligations obligations, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        checkNumber(grant, obligations.quorum());
        checkExcluded(grant, obligations);
        checkOwn(grant, tool);
        var logins = evidence.judge(grant, level, obligations.freshLogin(), now);
        checkEligible(grant, tool, logins, obligations);
        for (var group : obligations.groups()) {
            check(
                    logins.values().stream().anyMatch(login -> login.groups().contains(group))
                            && groups.get().mayApprove(group, tool),
                    RefusalCode.GROUP_UNMET);
        }
    }

    /** Each of them will have to be eligible, so counting may come first. */
    private static void checkNumber(BelievedGrant grant, int quorum) throws GrantRefused {
        var approvers = grant.claims().approvers();
        check(!approvers.isEmpty(), RefusalCode.NO_APPROVER);
        long distinct = approvers.stream().map(Approver::sub).distinct().count();
        check(distinct == approvers.size(), RefusalCode.DUPLICATE_APPROVER);
        check(distinct >= quorum, RefusalCode.QUORUM_UNMET);
    }

    /** A principal's yes does not only not count: an honest approval-service never takes one. */
    private static void checkExcluded(BelievedGrant grant, Obligations obligations) throws GrantRefused {
        var principal = grant.action().principal();
        boolean approved = grant.claims().approvers().stream()
                .anyMatch(approver -> approver.sub().equals(principal));
        check(!obligations.barsThePrincipal() || !approved, RefusalCode.REQUESTER_EXCLUDED);
    }

    private static void checkOwn(BelievedGrant grant, Tool tool) throws GrantRefused {
        boolean own = tool.manifest().builtin() != null;
        for (var approver : grant.claims().approvers()) {
            check(!own || isPrincipal(approver, grant), RefusalCode.ONLY_THE_PRINCIPAL);
        }
    }

    private static boolean isPrincipal(Approver approver, BelievedGrant grant) {
        return approver.sub().equals(grant.action().principal());
    }

    /**
     * In force when they approved, which is by Auth0's clock where there is a login, and when the grant was issued: that was
     * minutes ago at most, whatever the approval-service says of the first.
     *
     * @param login null where none is needed
     */
    private boolean isDelegate(Approver approver, BelievedGrant grant, Tool tool, FreshLogin login) {
        var approved = login == null ? Instant.ofEpochSecond(approver.at()) : login.authTime();
        var issued = Instant.ofEpochSecond(grant.claims().iat());
        return delegations.of(grant.action().principal(), approved).stream()
                .filter(delegation -> delegation.to().equals(approver.sub()))
                .anyMatch(delegation ->
                        delegation.covers(tool.name(), approved) && delegation.covers(tool.name(), issued));
    }

    private void checkEligible(BelievedGrant grant, Tool tool, Map<String, FreshLogin> logins, Obligations obligations)
            throws GrantRefused {
        for (var approver : grant.claims().approvers()) {
            boolean eligible = isPrincipal(approver, grant)
                    // Who may not say yes does not choose who says it for them.
                    || !obligations.barsThePrincipal() && isDelegate(approver, grant, tool, logins.get(approver.sub()))
                    || groupsOf(approver, logins).anyMatch(group -> groups.get().mayApprove(group, tool));
            check(eligible, RefusalCode.APPROVER_NOT_ELIGIBLE);
        }
    }

    private static Stream<String> groupsOf(Approver approver, Map<String, FreshLogin> logins) {
        var login = logins.get(approver.sub());
        return login == null ? Stream.empty() : login.groups().stream();
    }
}
