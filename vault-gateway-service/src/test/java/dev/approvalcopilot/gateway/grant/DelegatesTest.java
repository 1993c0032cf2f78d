package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.gateway.grant.EligibleGroups.Reach;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may decide in the principal's place, by the gateway's own table. */
class DelegatesTest {

    private static final Instant NOW = GrantVerifierTest.NOW;
    private static final String TOOL = "github.create_issue";

    private static Delegation delegation(String to, long fromSeconds, long untilSeconds, String... tools) {
        return new Delegation(
                UUID.randomUUID(), to, NOW.plusSeconds(fromSeconds), NOW.plusSeconds(untilSeconds), List.of(tools));
    }

    private static Delegations of(String principal, Delegation... delegations) {
        return (whose, at) -> whose.equals(principal)
                ? List.of(delegations).stream()
                        .filter(delegation -> delegation.until().isAfter(at))
                        .toList()
                : List.of();
    }

    /** What Bob may do for Ada as a rule. */
    private static Delegations anHour() {
        return of("auth0|ada", delegation("auth0|bob", -3600, 3600));
    }

    private static GrantBuilder approvedByBob(GrantBuilder grant, long secondsAgo) {
        return grant.withoutThePrincipal().alsoApprovedBy("auth0|bob", secondsAgo, null);
    }

    private static GrantBuilder.Login login(String sub, long secondsAgo, String... groups) {
        return nonce -> GrantVerifierTest.TENANT.idToken(
                sub,
                nonce,
                NOW.minusSeconds(secondsAgo),
                claims -> claims.setClaim(LoginVerifier.GROUPS_CLAIM, List.of(groups)));
    }

    private static VerifiedGrant verify(GrantBuilder grant, Delegations delegations) throws Exception {
        return GrantVerifierTest.verifier(
                        RiskLevel.CRITICAL,
                        new GrantVerifierTest.LoginKeysStub(),
                        () -> new EligibleGroups(Map.of("security", new Reach(Set.of("github", "self"), Set.of()))),
                        delegations)
                .verify(grant.build(), NOW);
    }

    private static void assertAccepted(GrantBuilder grant, Delegations delegations) {
        assertThatCode(() -> verify(grant, delegations)).doesNotThrowAnyException();
    }

    private static void assertRefused(GrantBuilder grant, Delegations delegations, RefusalCode code) {
        assertThatThrownBy(() -> verify(grant, delegations)).hasMessage(code.code());
    }

    @Test
    void aDelegateMayApproveWhereThePrincipalCould() {
        assertAccepted(approvedByBob(aGrant(), 5), anHour());
        assertRefused(approvedByBob(aGrant(), 5), Delegations.NONE, RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void thePrincipalsDelegationsCountAndNobodyElses() {
        var carolToBob = of("auth0|carol", delegation("auth0|bob", -3600, 3600));
        var adaToCarol = of("auth0|ada", delegation("auth0|carol", -3600, 3600));

        assertRefused(approvedByBob(aGrant(), 5), carolToBob, RefusalCode.APPROVER_NOT_ELIGIBLE);
        assertRefused(approvedByBob(aGrant(), 5), adaToCarol, RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void aDelegateOfADelegateDecidesNothing() {
        Delegations chain = (whose, _) -> switch (whose) {
            case "auth0|ada" -> List.of(delegation("auth0|carol", -3600, 3600));
            case "auth0|carol" -> List.of(delegation("auth0|bob", -3600, 3600));
            default -> List.of();
        };

        assertRefused(approvedByBob(aGrant(), 5), chain, RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    /** Approved sixty seconds ago, granted now. */
    @ParameterizedTest
    @CsvSource({"-60, 1, true", "-59, 1, false", "-60, 0, false", "-3600, -59, false", "-30, 3600, false"})
    void isInForceWhenTheyApprovedAndWhenItWasGranted(long from, long until, boolean accepted) {
        var delegations = of("auth0|ada", delegation("auth0|bob", from, until));
        var grant = approvedByBob(aGrant().proposedSecondsAgo(7_200), 60);

        if (accepted) {
            assertAccepted(grant, delegations);
        } else {
            assertRefused(grant, delegations, RefusalCode.APPROVER_NOT_ELIGIBLE);
        }
    }

    /** The grant says five seconds, Auth0 a minute. */
    @Test
    void whenTheyApprovedIsSaidByAuth0sClockWhereThereIsALogin() {
        var delegations = of("auth0|ada", delegation("auth0|bob", -30, 3600));
        var grant = aGrant().proposedSecondsAgo(7_200).withoutThePrincipal();

        assertRefused(
                grant.alsoApprovedBy("auth0|bob", 5, login("auth0|bob", 60)),
                delegations,
                RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void countsForTheToolsThatItNames() {
        assertAccepted(
                approvedByBob(aGrant(), 5),
                of("auth0|ada", delegation("auth0|bob", -3600, 3600, "gmail.send_message", TOOL)));
        assertRefused(
                approvedByBob(aGrant(), 5),
                of("auth0|ada", delegation("auth0|bob", -3600, 3600, "gmail.send_message")),
                RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void aDelegateGivesALoginOfTheirOwnWhereTheLevelAsksForOne() {
        var deletion = aGrant().deletingARepository().withoutThePrincipal();

        assertAccepted(deletion.alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10)), anHour());
        assertRefused(approvedByBob(aGrant().deletingARepository(), 2), anHour(), RefusalCode.PRESENCE_MISSING);
        assertRefused(
                aGrant().deletingARepository()
                        .withoutThePrincipal()
                        .alsoApprovedBy("auth0|bob", 2, login("auth0|ada", 10)),
                anHour(),
                RefusalCode.PRESENCE);
    }

    @Test
    void aDelegateStandsForNoGroup() {
        var needsSecurity = aGrant().classification(claims ->
                HostileTwin.obligations(claims).putArray("groups").add("security"));

        assertRefused(
                needsSecurity.withoutThePrincipal().alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10)),
                anHour(),
                RefusalCode.GROUP_UNMET);
    }

    /** Where the principal is excluded, whom they chose is too; a member of a group is not. */
    @Test
    void aDelegateOfAnExcludedRequesterIsNotEligible() {
        var excluding = aGrant().withoutThePrincipal().classification(claims -> {
            var obligations = HostileTwin.obligations(claims);
            obligations.putArray("groups").add("security");
            obligations.put("excludesRequester", true);
        });

        assertRefused(
                excluding
                        .alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10))
                        .alsoApprovedBy("auth0|carol", 2, login("auth0|carol", 10, "security")),
                anHour(),
                RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"self.set_limits", "self.remove_limits", "self.delegate", "self.end_delegation"})
    void aPersonsOwnRulesAreNobodyElses(String tool) {
        var byBob = aGrant().calling(tool, argumentsOf(tool))
                .withoutThePrincipal()
                .alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10, "security"));
        var byBoth = aGrant().calling(tool, argumentsOf(tool))
                .provenBy(login("auth0|ada", 10))
                .alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10, "security"));

        assertRefused(byBob, anHour(), RefusalCode.ONLY_THE_PRINCIPAL);
        assertRefused(byBoth, anHour(), RefusalCode.ONLY_THE_PRINCIPAL);
        assertAccepted(aGrant().calling(tool, argumentsOf(tool)).provenBy(login("auth0|ada", 10)), anHour());
    }

    @ParameterizedTest
    @ValueSource(strings = {"self.remove_limits", "self.delegate"})
    void whatLoosensNeedsALogin(String tool) {
        assertRefused(aGrant().calling(tool, argumentsOf(tool)), Delegations.NONE, RefusalCode.PRESENCE_MISSING);
        assertRefused(
                aGrant().calling(tool, argumentsOf(tool)).at(RiskLevel.LOW),
                Delegations.NONE,
                RefusalCode.LEVEL_TOO_LOW);
    }

    @Test
    void whoIsThePrincipalIsNotLookedUp() throws Exception {
        Delegations broken = (_, _) -> {
            throw new IllegalStateException("not now");
        };

        assertThat(verify(aGrant(), broken)).isNotNull();
        assertThatThrownBy(() -> verify(approvedByBob(aGrant(), 5), broken)).hasMessage("not now");
    }

    private static ObjectNode argumentsOf(String tool) {
        var arguments = Json.MAPPER.createObjectNode();
        var id = "0198f3a0-0000-7000-8000-000000000001";
        return switch (tool) {
            case "self.set_limits" -> arguments.put("tool", "gmail.send_message");
            case "self.remove_limits" -> arguments.put("limit", id).put("says", "the tool gmail.send_message");
            case "self.delegate" -> arguments.put("to", "auth0|bob").put("until", "2026-12-01T00:00:00Z");
            default -> arguments.put("delegation", id).put("to", "auth0|bob");
        };
    }
}
