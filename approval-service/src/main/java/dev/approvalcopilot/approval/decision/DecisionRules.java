package dev.approvalcopilot.approval.decision;

import dev.approvalcopilot.approval.account.AccountLookup;
import dev.approvalcopilot.approval.attention.ReadingTime;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whether a decision may stand. Pure: everything it depends on is an argument. */
final class DecisionRules {
    private DecisionRules() {}

    /**
     * What the decision is judged by.
     *
     * @param approval under its lock
     * @param approver sees the action
     * @param toolIsCurrent whether the installed manifest is the one that the action names
     * @param readingTime how long it wants to be before the approver's eyes
     * @param shownSince when this person was first shown it; empty for never
     * @param login the groups that a login shows which counts for this digest and view; empty without one
     * @param now of the database
     * @param askedBesides groups that it was escalated to
     * @param delegate whether the principal lets this person decide, as far as is known here
     */
    record Facts(
            Approval approval,
            Caller approver,
            AccountLookup account,
            boolean toolIsCurrent,
            ReadingTime readingTime,
            Optional<Instant> shownSince,
            Optional<Set<String>> login,
            Instant now,
            Set<String> askedBesides,
            boolean delegate) {}

    /** What follows. */
    sealed interface Judgement {
        record MayApprove(Account account) implements Judgement {}

        record MayReject() implements Judgement {}

        record MayEdit() implements Judgement {}

        record No(Verdict verdict) implements Judgement {}
    }

    static Judgement judge(Facts facts, Decision decision) {
        return already(facts, decision)
                .or(() -> expired(facts))
                .or(() -> decision.needsAccount() ? unknownAccount(facts) : Optional.empty())
                .or(() -> stale(facts, decision))
                .<Judgement>map(Judgement.No::new)
                .orElseGet(() -> switch (decision) {
                    case Decision.Approve _ -> approve(facts);
                    case Decision.Reject _, Decision.Answer _ -> new Judgement.MayReject();
                    case Decision.Edit _ -> edit(facts);
                });
    }

    private static Optional<Verdict> already(Facts facts, Decision decision) {
        var approval = facts.approval;
        if (approval.state() == ApprovalState.PENDING) {
            return Optional.empty();
        }
        return Optional.of(
                repeats(approval.decided(), facts.approver.sub(), decision)
                        ? sameAnswer(approval.decided())
                        : new Verdict.AlreadyDecided(approval.state()));
    }

    /** The same person, the same word, the same key: a client that did not hear the first answer. */
    private static boolean repeats(Decided decided, String approver, Decision decision) {
        return !decision.idempotencyKey().isEmpty()
                && switch (decided) {
                    // The gateway reported something that nobody here approved.
                    case null -> false;
                    case Decided.Approved a ->
                        decision instanceof Decision.Approve(var digest, var view, var key)
                                && a.by().equals(approver)
                                && a.key().equals(key)
                                && a.view().equals(view);
                    case Decided.Rejected r ->
                        (r.answer() == null ? decision instanceof Decision.Reject : decision instanceof Decision.Answer)
                                && r.by().equals(approver)
                                && r.key().equals(decision.idempotencyKey());
                    case Decided.Superseded s ->
                        decision instanceof Decision.Edit edit
                                && s.by().equals(approver)
                                && s.key().equals(edit.idempotencyKey());
                    case Decided.Expired _, Decided.Cancelled _ -> false;
                };
    }

    private static Verdict sameAnswer(Decided decided) {
        return decided instanceof Decided.Superseded s
                ? new Verdict.Superseded(s.successor(), s.at())
                : new Verdict.Done(decided.state(), decided.at());
    }

    private static Optional<Verdict> expired(Facts facts) {
        var expiresAt = facts.approval.expiresAt();
        return facts.now.isBefore(expiresAt) ? Optional.empty() : Optional.of(new Verdict.Expired(expiresAt));
    }

    private static Optional<Verdict> unknownAccount(Facts facts) {
        return switch (facts.account) {
            case AccountLookup.Unreachable _, AccountLookup.NotAsked _ -> Optional.of(new Verdict.Auth0Unavailable());
            case AccountLookup.Found _, AccountLookup.NoneConnected _, AccountLookup.Several _ -> Optional.empty();
        };
    }

    private static Optional<Verdict> stale(Facts facts, Decision decision) {
        var current = facts.approval.review(facts.account.found().orElse(null));
        boolean sameView = switch (decision) {
            case Decision.Approve approve ->
                current.findView().filter(approve.view()::equals).isPresent();
            case Decision.Edit edit ->
                current.findView().filter(edit.view()::equals).isPresent();
            case Decision.Reject _, Decision.Answer _ -> true;
        };
        boolean same = decision.digest().equals(current.digest()) && sameView;
        return same ? Optional.empty() : Optional.of(new Verdict.StaleView(current));
    }

    /** More than one, and nobody named who else might be asked. */
    private static boolean isOutOfReach(Obligations obligations) {
        return obligations.quorum() < 1
                || obligations.quorum() > 1 && obligations.groups().isEmpty();
    }

    /**
     * The principal, whom they let decide where they could themselves, or whom the login shows in one of the groups; the gateway
     * asks its own table and file besides.
     */
    private static boolean isEligible(Facts facts) {
        var groups = facts.approval.obligations().groups();
        boolean delegate = facts.delegate && !facts.approval.obligations().barsThePrincipal();
        return facts.approval.isOf(facts.approver.sub())
                || delegate
                || facts.login.orElse(Set.of()).stream()
                        .anyMatch(group -> groups.contains(group) || facts.askedBesides.contains(group));
    }

    /** What the tool takes today is not what the person looked at. */
    private static Judgement edit(Facts facts) {
        if (!facts.approval.isOf(facts.approver.sub())) {
            return new Judgement.No(new Verdict.OnlyThePrincipal());
        }
        return facts.toolIsCurrent ? new Judgement.MayEdit() : new Judgement.No(new Verdict.ManifestChanged());
    }

    private static Judgement approve(Facts facts) {
        var approval = facts.approval;
        var connection = approval.action().connection();
        if (!facts.toolIsCurrent) {
            return new Judgement.No(new Verdict.ManifestChanged());
        }
        if (isOutOfReach(approval.obligations())) {
            return new Judgement.No(
                    new Verdict.MoreApproversNeeded(approval.obligations().quorum()));
        }
        if (approval.bars(facts.approver())) {
            return new Judgement.No(
                    new Verdict.RequesterExcluded(approval.obligations().groups()));
        }
        var left = facts.readingTime.left(facts.shownSince, facts.now);
        if (left.isPresent()) {
            return new Judgement.No(
                    new Verdict.TooSoon(left.get().time(), left.get().why()));
        }
        return switch (facts.account) {
            case AccountLookup.Found found
            when approval.needsFreshLogin(facts.approver) && facts.login.isEmpty() ->
                new Judgement.No(new Verdict.LoginNeeded(
                        approval.digest(), approval.review(found.account()).view()));
            case AccountLookup.Found _ when !isEligible(facts) -> new Judgement.No(new Verdict.NotEligible());
            case AccountLookup.Found found -> new Judgement.MayApprove(found.account());
            case AccountLookup.NoneConnected _ -> new Judgement.No(new Verdict.NotConnected(connection));
            case AccountLookup.Several several ->
                new Judgement.No(new Verdict.AccountAmbiguous(
                        connection, several.accounts().size()));
            case AccountLookup.Unreachable _, AccountLookup.NotAsked _ ->
                new Judgement.No(new Verdict.Auth0Unavailable());
        };
    }
}
