package dev.approvalcopilot.gateway.grant;

import static dev.approvalcopilot.gateway.grant.GrantVerifierTest.aGrant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.gateway.grant.EligibleGroups.Reach;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.GrantBuilder.Login;
import dev.approvalcopilot.local.testing.NewPeople;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who counts as an approver, how many it takes, and how long ago they may have logged in. */
class ApproversTest {

    private static final Instant NOW = GrantVerifierTest.NOW;
    private static final long LONG_AGO = 3_000;
    /** Security may approve whatever is GitHub's, legal one tool of it, support one of Slack's. */
    private static final EligibleGroups GROUPS = new EligibleGroups(Map.of(
            "security", new Reach(Set.of("github"), Set.of()),
            "legal", new Reach(Set.of("google-oauth2"), Set.of("github.create_issue")),
            "support", new Reach(Set.of("sign-in-with-slack"), Set.of("slack.post_message"))));

    private static Login login(String sub, long secondsAgo, String... groups) {
        return nonce -> GrantVerifierTest.TENANT.idToken(
                sub,
                nonce,
                NOW.minusSeconds(secondsAgo),
                claims -> claims.setClaim(LoginVerifier.GROUPS_CLAIM, List.of(groups)));
    }

    private static GrantBuilder alsoApprovedByBob(GrantBuilder grant, String... groups) {
        return grant.alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10, groups));
    }

    private static GrantBuilder needing(int quorum, String... groups) {
        return aGrant().proposedSecondsAgo(7_200).classification(claims -> {
            var obligations = HostileTwin.obligations(claims).put("quorum", quorum);
            var names = obligations.putArray("groups");
            List.of(groups).forEach(names::add);
        });
    }

    private static void assertAccepted(GrantBuilder grant) {
        assertThatCode(() -> verify(grant, () -> GROUPS)).doesNotThrowAnyException();
    }

    private static void assertRefused(GrantBuilder grant, RefusalCode code) {
        assertThatThrownBy(() -> verify(grant, () -> GROUPS)).hasMessage(code.code());
    }

    private static VerifiedGrant verify(GrantBuilder grant, Supplier<EligibleGroups> groups) throws Exception {
        return GrantVerifierTest.verifier(RiskLevel.CRITICAL, new GrantVerifierTest.LoginKeysStub(), groups)
                .verify(grant.build(), NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"security", "legal"})
    void aMemberOfAnAllowedGroupMayApproveAlone(String group) {
        assertAccepted(alsoApprovedByBob(needing(1).withoutThePrincipal(), group));
    }

    @Test
    void aMemberOfAGroupThatIsAllowedForOtherToolsOnlyMayNot() {
        assertRefused(alsoApprovedByBob(needing(1), "support"), RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void aMemberOfAGroupThatTheFileDoesNotNameMayNot() {
        assertRefused(alsoApprovedByBob(needing(1), "board", "Security", ""), RefusalCode.APPROVER_NOT_ELIGIBLE);
        assertRefused(alsoApprovedByBob(needing(1)), RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void withoutALoginNobodyButThePrincipalIsEligibleWhateverTheLevel() {
        assertRefused(needing(1).alsoApprovedBy("auth0|bob", 2, null), RefusalCode.APPROVER_NOT_ELIGIBLE);
        assertRefused(
                needing(1).at(RiskLevel.LOW).withoutThePrincipal().alsoApprovedBy("auth0|bob", 2, null),
                RefusalCode.LEVEL_TOO_LOW);
    }

    @Test
    void anotherPersonsLoginShowsNothing() {
        assertRefused(
                needing(1).alsoApprovedBy("auth0|bob", 2, login("auth0|carol", 10, "security")), RefusalCode.PRESENCE);
    }

    @Test
    void oneWhoMayNotSpoilsTheOthersApproval() {
        assertRefused(
                alsoApprovedByBob(needing(1), "security").alsoApprovedBy("auth0|eve", 2, login("auth0|eve", 9)),
                RefusalCode.APPROVER_NOT_ELIGIBLE);
    }

    @Test
    void aQuorumIsMetByAsManyAsItNamesAndNotByOneLess() {
        assertAccepted(alsoApprovedByBob(needing(2), "security"));
        assertRefused(alsoApprovedByBob(needing(3), "security"), RefusalCode.QUORUM_UNMET);
        assertAccepted(alsoApprovedByBob(needing(3), "security")
                .alsoApprovedBy("auth0|carol", 1, login("auth0|carol", 5, "legal")));
    }

    /** As Entra names them, by GUIDs; the one that counts is the last. */
    @ParameterizedTest
    @ValueSource(ints = {150, 320, 500})
    void aQuorumOfPeopleInManyGroupsIsMet(int count) {
        var groups = NewPeople.groups(count, "security").toArray(String[]::new);
        var grant = needing(4, "security").withoutThePrincipal();
        for (var name : List.of("bob", "carol", "dan", "eve")) {
            grant.alsoApprovedBy("auth0|" + name, 2, login("auth0|" + name, 10, groups));
        }

        assertAccepted(grant);
    }

    @Test
    void theSamePersonTwiceIsNoQuorum() {
        assertRefused(
                alsoApprovedByBob(alsoApprovedByBob(needing(2), "security"), "legal"), RefusalCode.DUPLICATE_APPROVER);
    }

    @Test
    void ofEachGroupThatAPolicyNamesOneMustApprove() {
        assertRefused(needing(1, "security"), RefusalCode.GROUP_UNMET);
        assertRefused(alsoApprovedByBob(needing(1, "security"), "legal"), RefusalCode.GROUP_UNMET);
        assertRefused(alsoApprovedByBob(needing(1, "security", "legal"), "security"), RefusalCode.GROUP_UNMET);
        assertAccepted(alsoApprovedByBob(needing(1, "security"), "security"));
        assertAccepted(alsoApprovedByBob(needing(1, "security", "legal"), "security", "legal"));
    }

    @Test
    void aGroupThatTheFileDoesNotAllowForTheToolCannotBeMet() {
        assertRefused(alsoApprovedByBob(needing(1, "support"), "security", "support"), RefusalCode.GROUP_UNMET);
        assertRefused(alsoApprovedByBob(needing(1, "board"), "security", "board"), RefusalCode.GROUP_UNMET);
    }

    @Test
    void whereThePrincipalIsExcludedOthersDecideAndTheirOwnYesSpoilsIt() {
        var grant = alsoApprovedByBob(needing(1, "security"), "security")
                .classification(claims -> HostileTwin.obligations(claims).put("excludesRequester", true));

        assertRefused(grant, RefusalCode.REQUESTER_EXCLUDED);
        assertRefused(grant.provenBy(login("auth0|ada", 10, "security")), RefusalCode.REQUESTER_EXCLUDED);
        assertAccepted(grant.withoutThePrincipal());
    }

    @Test
    void oneOfEachOfTwoGroupsAreTwoPeopleWhereAPolicyWantsTwo() {
        assertRefused(
                alsoApprovedByBob(needing(2, "security", "legal").withoutThePrincipal(), "security", "legal"),
                RefusalCode.QUORUM_UNMET);
        assertAccepted(alsoApprovedByBob(needing(2, "security", "legal").withoutThePrincipal(), "security")
                .alsoApprovedBy("auth0|carol", 1, login("auth0|carol", 5, "legal")));
    }

    @Test
    void thePrincipalCountsForTheirGroupOnlyWithALogin() {
        assertRefused(needing(1, "security"), RefusalCode.GROUP_UNMET);
        assertAccepted(needing(1, "security").provenBy(login("auth0|ada", 10, "security")));
    }

    @Test
    void theLastToApproveLoggedInWithinFiveMinutesAndTheOthersWithinTheWindow() {
        assertAccepted(needing(2)
                .provenBy(login("auth0|ada", LONG_AGO, "none"))
                .alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 360, "security")));
        assertRefused(
                needing(2)
                        .provenBy(login("auth0|ada", LONG_AGO, "none"))
                        .alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 361, "security")),
                RefusalCode.PRESENCE);
        assertRefused(
                needing(2)
                        .provenBy(login("auth0|ada", 3_661, "none"))
                        .alsoApprovedBy("auth0|bob", 2, login("auth0|bob", 10, "security")),
                RefusalCode.PRESENCE);
        assertRefused(needing(1).provenBy(login("auth0|ada", LONG_AGO, "none")), RefusalCode.PRESENCE);
    }

    @Test
    void whoIsLastIsSaidByAuth0sClockAndNotByTheGrant() {
        assertRefused(
                needing(2)
                        .provenBy(login("auth0|ada", LONG_AGO, "none"))
                        .alsoApprovedBy("auth0|bob", 2_900, login("auth0|bob", LONG_AGO - 60, "security")),
                RefusalCode.PRESENCE);
    }

    @Test
    void whoNeedsNoLoginMayBeTheLast() {
        assertAccepted(needing(2).alsoApprovedBy("auth0|bob", 2_990, login("auth0|bob", LONG_AGO, "security")));
        assertRefused(
                needing(2)
                        .approvedSecondsAgo(LONG_AGO + 1)
                        .alsoApprovedBy("auth0|bob", 2_990, login("auth0|bob", LONG_AGO, "security")),
                RefusalCode.PRESENCE);
    }

    @Test
    void atACriticalLevelEachOfThemNeedsALogin() {
        var grant = alsoApprovedByBob(aGrant().deletingARepository(), "security");

        assertRefused(grant, RefusalCode.PRESENCE_MISSING);
        assertAccepted(grant.provenBy(login("auth0|ada", 20)));
    }

    @Test
    void whileTheFileCannotBeReadOnlyWhatNeedsItWaits() throws Exception {
        Supplier<EligibleGroups> broken = () -> {
            throw new UncheckedIOException(new IOException("not now"));
        };

        assertThat(verify(needing(1), broken)).isNotNull();
        assertThatThrownBy(() -> verify(alsoApprovedByBob(needing(1), "security"), broken))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> verify(needing(1, "security").provenBy(login("auth0|ada", 9, "security")), broken))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void moreThanOneLoginOfAPersonIsNoGrant() {
        assertRefused(
                needing(1).claims(claims -> {
                    var evidence = claims.withArray("/approvers/0/evidence");
                    evidence.addObject().put("kind", "login.v1").put("value", "a");
                    evidence.addObject().put("kind", "login.v1").put("value", "b");
                }),
                RefusalCode.CLAIMS);
    }

    @Test
    void printsTheNamesOfTheGroups() {
        assertThat(GROUPS.toString()).contains("security", "legal", "support").doesNotContain("Reach");
    }
}
