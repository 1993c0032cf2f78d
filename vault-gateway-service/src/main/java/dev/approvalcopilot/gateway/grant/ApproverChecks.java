package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantChecks.check;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.manifest.Tool;
import dev.approvalcopilot.contracts.presence.FreshLogin;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Enough people approved, and each of them may (contracts, "The grant"). Eligible is the principal, and who shows by a login
 * bound to this action that they belong to a group which the gateway's own file allows for this tool. So evidence is judged
 * before eligibility, and whoever is not the principal cannot do without it, whatever the level.
 */
public final class ApproverChecks {

    private final EvidenceChecks evidence;
    private final Supplier<EligibleGroups> groups;

    /** @param groups as the file says now; asked only where the principal alone does not do */
    public ApproverChecks(EvidenceChecks evidence, Supplier<EligibleGroups> groups) {
        this.evidence = evidence;
        this.groups = groups;
    }

    void judge(BelievedGrant grant, Tool tool, RiskLevel level, Obligations obligations, Instant now)
            throws GrantRefused, LoginKeys.Unavailable {
        checkNumber(grant, obligations.quorum());
        checkExcluded(grant, obligations);
        var logins = evidence.judge(grant, level, obligations.freshLogin(), now);
        checkEligible(grant, tool, logins);
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

    private void checkEligible(BelievedGrant grant, Tool tool, Map<String, FreshLogin> logins) throws GrantRefused {
        for (var approver : grant.claims().approvers()) {
            boolean eligible = approver.sub().equals(grant.action().principal())
                    || groupsOf(approver, logins).anyMatch(group -> groups.get().mayApprove(group, tool));
            check(eligible, RefusalCode.APPROVER_NOT_ELIGIBLE);
        }
    }

    private static Stream<String> groupsOf(Approver approver, Map<String, FreshLogin> logins) {
        var login = logins.get(approver.sub());
        return login == null ? Stream.empty() : login.groups().stream();
    }
}
