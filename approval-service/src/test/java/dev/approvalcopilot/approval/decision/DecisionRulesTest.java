package dev.approvalcopilot.approval.decision;

import static dev.approvalcopilot.approval.testing.AnApproval.ACCOUNT;
import static dev.approvalcopilot.approval.testing.AnApproval.ADA;
import static dev.approvalcopilot.approval.testing.AnApproval.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.account.AccountLookup;
import dev.approvalcopilot.approval.account.ConnectedAccount;
import dev.approvalcopilot.approval.attention.ReadingTime;
import dev.approvalcopilot.approval.decision.DecisionRules.Facts;
import dev.approvalcopilot.approval.decision.DecisionRules.Judgement;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.testing.AnApproval;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionRulesTest {
    private static final AccountLookup SEVERAL = new AccountLookup.Several(
            List.of(
                    new ConnectedAccount("cac_1", "sign-in-with-slack", Optional.empty(), Set.of(), Optional.empty()),
                    new ConnectedAccount("cac_2", "sign-in-with-slack", Optional.empty(), Set.of(), Optional.empty())),
            false);
    private static final AccountLookup FOUND = new AccountLookup.Found(ACCOUNT);

    private static final ReadingTime HALF_A_MINUTE = new ReadingTime(
            List.of(new ReadingTime.Pause(ReadingTime.Why.POLICY, Duration.ofSeconds(30), Instant.MIN)));

    private static final Caller PRINCIPAL = new Caller(ADA, "copilot-cli", Set.of());
    private static final Caller BOB = new Caller("auth0|bob", "copilot-cli", Set.of("security"));

    private static Facts facts(Approval approval, AccountLookup account) {
        return new Facts(
                approval,
                PRINCIPAL,
                account,
                true,
                ReadingTime.NONE,
                Optional.empty(),
                Optional.empty(),
                NOW,
                Set.of(),
                false);
    }

    private static Decision approve(Approval approval) {
        return new Decision.Approve(approval.digest(), approval.review(ACCOUNT).view(), "");
    }

    private static Decision reject(Approval approval) {
        return new Decision.Reject(approval.digest(), "k1", "Not now");
    }

    private static Verdict no(Facts facts, Decision decision) {
        return ((Judgement.No) DecisionRules.judge(facts, decision)).verdict();
    }

    @Test
    void approvesWhatWasSeen() {
        var approval = AnApproval.pending().build();

        assertThat(DecisionRules.judge(facts(approval, FOUND), approve(approval)))
                .isEqualTo(new Judgement.MayApprove(ACCOUNT));
    }

    @Test
    void takesTheYesOfWhomItWasEscalatedTo() {
        var approval = AnApproval.pending().build();
        var lead = new Caller("auth0|lea", "copilot-cli", Set.of("leads"));
        var login = Optional.of(Set.of("leads"));
        var before =
                new Facts(approval, lead, FOUND, true, ReadingTime.NONE, Optional.empty(), login, NOW, Set.of(), false);
        var escalated = new Facts(
                approval, lead, FOUND, true, ReadingTime.NONE, Optional.empty(), login, NOW, Set.of("leads"), false);
        var elsewhere = new Facts(
                approval, lead, FOUND, true, ReadingTime.NONE, Optional.empty(), login, NOW, Set.of("legal"), false);

        assertThat(no(before, approve(approval))).isEqualTo(new Verdict.NotEligible());
        assertThat(no(elsewhere, approve(approval))).isEqualTo(new Verdict.NotEligible());
        assertThat(DecisionRules.judge(escalated, approve(approval))).isEqualTo(new Judgement.MayApprove(ACCOUNT));
    }

    @Test
    void takesNoYesOfAnExcludedPrincipalAndEverythingElse() {
        var approval = AnApproval.pending()
                .fromGroups("security")
                .excludingTheRequester()
                .build();
        var loggedIn = new Facts(
                approval,
                PRINCIPAL,
                FOUND,
                true,
                ReadingTime.NONE,
                Optional.empty(),
                Optional.of(Set.of("security")),
                NOW,
                Set.of(),
                false);

        assertThat(no(facts(approval, FOUND), approve(approval)))
                .isEqualTo(new Verdict.RequesterExcluded(List.of("security")));
        assertThat(no(loggedIn, approve(approval))).isEqualTo(new Verdict.RequesterExcluded(List.of("security")));
        assertThat(DecisionRules.judge(facts(approval, FOUND), reject(approval)))
                .isEqualTo(new Judgement.MayReject());
    }

    @Test
    void rejectsWhatWasSeen() {
        var approval = AnApproval.pending().build();

        assertThat(DecisionRules.judge(facts(approval, FOUND), reject(approval)))
                .isEqualTo(new Judgement.MayReject());
    }

    @Test
    void refusesAnotherDigest() {
        var approval = AnApproval.pending().build();
        var decision = new Decision.Approve(
                Reviews.digest("other"), approval.review(ACCOUNT).view(), "");

        assertThat(no(facts(approval, FOUND), decision)).isEqualTo(new Verdict.StaleView(approval.review(ACCOUNT)));
    }

    @Test
    void refusesAViewWithAnotherAccount() {
        var approval = AnApproval.pending().build();
        var decision =
                new Decision.Approve(approval.digest(), approval.review(null).view(), "");

        assertThat(no(facts(approval, FOUND), decision)).isEqualTo(new Verdict.StaleView(approval.review(ACCOUNT)));
    }

    @Test
    void refusesAtTheVeryMomentOfExpiry() {
        var approval = AnApproval.pending().expiresAt(NOW).build();

        assertThat(no(facts(approval, FOUND), approve(approval))).isEqualTo(new Verdict.Expired(NOW));
        assertThat(no(facts(approval, FOUND), reject(approval))).isEqualTo(new Verdict.Expired(NOW));
    }

    @Test
    void asksForALoginWhenCriticalOrObliged() {
        for (var approval : new Approval[] {
            AnApproval.pending().level(RiskLevel.CRITICAL).build(),
            AnApproval.pending().needingAFreshLogin().build()
        }) {
            assertThat(no(facts(approval, FOUND), approve(approval)))
                    .isEqualTo(new Verdict.LoginNeeded(
                            approval.digest(), approval.review(ACCOUNT).view()));
            assertThat(DecisionRules.judge(
                            new Facts(
                                    approval,
                                    PRINCIPAL,
                                    FOUND,
                                    true,
                                    ReadingTime.NONE,
                                    Optional.empty(),
                                    Optional.of(Set.of()),
                                    NOW,
                                    Set.of(),
                                    false),
                            approve(approval)))
                    .isEqualTo(new Judgement.MayApprove(ACCOUNT));
        }
    }

    @Test
    void needsNoLoginToReject() {
        var approval = AnApproval.pending().level(RiskLevel.CRITICAL).build();

        assertThat(DecisionRules.judge(facts(approval, FOUND), reject(approval)))
                .isEqualTo(new Judgement.MayReject());
    }

    @Test
    void approvesNothingWithoutExactlyOneAccount() {
        var approval = AnApproval.pending().build();
        var decision =
                new Decision.Approve(approval.digest(), approval.review(null).view(), "");

        assertThat(no(facts(approval, new AccountLookup.NoneConnected()), decision))
                .isEqualTo(new Verdict.NotConnected("sign-in-with-slack"));
        assertThat(no(facts(approval, SEVERAL), decision))
                .isEqualTo(new Verdict.AccountAmbiguous("sign-in-with-slack", 2));
    }

    @Test
    void approvesNothingWhileAuth0IsAwayAndTakesANo() {
        var approval = AnApproval.pending().build();

        assertThat(no(facts(approval, new AccountLookup.Unreachable()), approve(approval)))
                .isEqualTo(new Verdict.Auth0Unavailable());
        assertThat(DecisionRules.judge(facts(approval, new AccountLookup.Unreachable()), reject(approval)))
                .isEqualTo(new Judgement.MayReject());
        assertThat(no(
                        facts(approval, new AccountLookup.Unreachable()),
                        new Decision.Reject(Reviews.digest("other"), "", "Not this one")))
                .isEqualTo(new Verdict.StaleView(approval.review(null)));
    }

    @Test
    void approvesNothingWhoseToolChangedButRejectsIt() {
        var approval = AnApproval.pending().build();
        var facts = new Facts(
                approval,
                PRINCIPAL,
                FOUND,
                false,
                ReadingTime.NONE,
                Optional.empty(),
                Optional.empty(),
                NOW,
                Set.of(),
                false);

        assertThat(no(facts, approve(approval))).isEqualTo(new Verdict.ManifestChanged());
        assertThat(DecisionRules.judge(facts, reject(approval))).isEqualTo(new Judgement.MayReject());
    }

    @Test
    void neverApprovesAloneWhatNeedsTwo() {
        for (int quorum : new int[] {0, 2}) {
            var approval = AnApproval.pending().needing(quorum).build();

            assertThat(no(facts(approval, FOUND), approve(approval)))
                    .isEqualTo(new Verdict.MoreApproversNeeded(quorum));
        }
    }

    @Test
    void theFirstDecisionStands() {
        var rejected = new Decided.Rejected(ADA, "Not now", "", NOW);
        var approval =
                AnApproval.pending().decided(rejected, ApprovalState.REJECTED).build();

        assertThat(no(facts(approval, new AccountLookup.NotAsked()), approve(approval)))
                .isEqualTo(new Verdict.AlreadyDecided(ApprovalState.REJECTED));
    }

    @Test
    void aRepetitionWithTheSameKeyGetsTheSameAnswer() {
        var rejected = new Decided.Rejected(ADA, "Not now", "k1", NOW);
        var approval =
                AnApproval.pending().decided(rejected, ApprovalState.REJECTED).build();

        assertThat(no(facts(approval, new AccountLookup.NotAsked()), reject(approval)))
                .isEqualTo(new Verdict.Done(ApprovalState.REJECTED, NOW));
    }

    @Test
    void anotherWordWithTheSameKeyIsNoRepetition() {
        var rejected = new Decided.Rejected(ADA, "Not now", "k1", NOW);
        var approval =
                AnApproval.pending().decided(rejected, ApprovalState.REJECTED).build();
        var decision =
                new Decision.Approve(approval.digest(), approval.review(ACCOUNT).view(), "k1");

        assertThat(no(facts(approval, new AccountLookup.NotAsked()), decision))
                .isEqualTo(new Verdict.AlreadyDecided(ApprovalState.REJECTED));
    }

    @Test
    void approvesNothingThatWasNotReadForAsLongAsItWants() {
        var approval = AnApproval.pending().build();

        assertThat(no(shown(approval, Optional.empty()), approve(approval)))
                .isEqualTo(new Verdict.TooSoon(Duration.ofSeconds(30), ReadingTime.Why.POLICY));
        assertThat(no(shown(approval, Optional.of(NOW.minusSeconds(29))), approve(approval)))
                .isEqualTo(new Verdict.TooSoon(Duration.ofSeconds(1), ReadingTime.Why.POLICY));
        assertThat(DecisionRules.judge(shown(approval, Optional.of(NOW.minusSeconds(30))), approve(approval)))
                .isEqualTo(new Judgement.MayApprove(ACCOUNT));
    }

    @Test
    void somebodyElseApprovesOnlyWithALoginThatShowsOneOfTheGroups() {
        var approval = AnApproval.pending().needing(2).fromGroups("security").build();

        assertThat(no(bob(approval, Optional.empty()), approve(approval))).isInstanceOf(Verdict.LoginNeeded.class);
        assertThat(no(bob(approval, Optional.of(Set.of("sales"))), approve(approval)))
                .isEqualTo(new Verdict.NotEligible());
        assertThat(DecisionRules.judge(bob(approval, Optional.of(Set.of("security"))), approve(approval)))
                .isEqualTo(new Judgement.MayApprove(ACCOUNT));
    }

    @Test
    void thePrincipalOfAGroupThatIsAskedForLogsInToCountForIt() {
        var approval = AnApproval.pending().fromGroups("security").build();
        var principal = new Caller(ADA, "copilot-cli", Set.of("security"));
        var facts = new Facts(
                approval,
                principal,
                FOUND,
                true,
                ReadingTime.NONE,
                Optional.empty(),
                Optional.empty(),
                NOW,
                Set.of(),
                false);

        assertThat(no(facts, approve(approval))).isInstanceOf(Verdict.LoginNeeded.class);
        assertThat(DecisionRules.judge(facts(approval, FOUND), approve(approval)))
                .isEqualTo(new Judgement.MayApprove(ACCOUNT));
    }

    @Test
    void somebodyElseMayRejectButNotEdit() {
        var approval = AnApproval.pending().needing(2).fromGroups("security").build();

        assertThat(DecisionRules.judge(bob(approval, Optional.empty()), reject(approval)))
                .isEqualTo(new Judgement.MayReject());
        assertThat(no(bob(approval, Optional.empty()), edit(approval))).isEqualTo(new Verdict.OnlyThePrincipal());
    }

    private static Facts bob(Approval approval, Optional<Set<String>> login) {
        return new Facts(approval, BOB, FOUND, true, ReadingTime.NONE, Optional.empty(), login, NOW, Set.of(), false);
    }

    @Test
    void readingTimeHoldsUpNoRejection() {
        var approval = AnApproval.pending().build();

        assertThat(DecisionRules.judge(shown(approval, Optional.empty()), reject(approval)))
                .isEqualTo(new Judgement.MayReject());
    }

    private static Facts shown(Approval approval, Optional<Instant> since) {
        return new Facts(
                approval, PRINCIPAL, FOUND, true, HALF_A_MINUTE, since, Optional.empty(), NOW, Set.of(), false);
    }

    @Test
    void anAnswerIsANoAndNeedsNoLogin() {
        var approval = AnApproval.pending().level(RiskLevel.CRITICAL).build();
        var answer = new Decision.Answer(approval.digest(), "", "Use #builds.");

        assertThat(DecisionRules.judge(facts(approval, FOUND), answer)).isEqualTo(new Judgement.MayReject());
    }

    @Test
    void aRejectionIsNoRepetitionOfAnAnswer() {
        var answered = new Decided.Rejected(ADA, "answered", "Use #builds.", "k1", NOW);
        var approval =
                AnApproval.pending().decided(answered, ApprovalState.REJECTED).build();

        assertThat(no(facts(approval, new AccountLookup.NotAsked()), reject(approval)))
                .isEqualTo(new Verdict.AlreadyDecided(ApprovalState.REJECTED));
    }

    @Test
    void editsWhatWasSeenOfTheToolThatIsInstalled() {
        var approval = AnApproval.pending().build();

        assertThat(DecisionRules.judge(facts(approval, FOUND), edit(approval))).isEqualTo(new Judgement.MayEdit());
        assertThat(no(
                        new Facts(
                                approval,
                                PRINCIPAL,
                                FOUND,
                                false,
                                ReadingTime.NONE,
                                Optional.empty(),
                                Optional.empty(),
                                NOW,
                                Set.of(),
                                false),
                        edit(approval)))
                .isEqualTo(new Verdict.ManifestChanged());
    }

    @Test
    void aRepeatedEditGetsTheSameSuccessor() {
        var successor = UUID.randomUUID();
        var superseded = new Decided.Superseded(ADA, successor, Reviews.digest("new"), "k1", NOW);
        var approval = AnApproval.pending()
                .decided(superseded, ApprovalState.SUPERSEDED)
                .build();

        assertThat(no(facts(approval, new AccountLookup.NotAsked()), edit(approval)))
                .isEqualTo(new Verdict.Superseded(successor, NOW));
    }

    private static Decision edit(Approval approval) {
        return new Decision.Edit(
                approval.digest(),
                approval.review(ACCOUNT).view(),
                "k1",
                approval.action().arguments().put("text", "other"));
    }
}
