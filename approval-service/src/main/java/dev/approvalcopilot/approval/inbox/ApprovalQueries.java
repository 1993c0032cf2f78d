package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.account.AccountLookup;
import dev.approvalcopilot.approval.account.ConnectedAccounts;
import dev.approvalcopilot.approval.attention.Canaries;
import dev.approvalcopilot.approval.attention.LikeRejected;
import dev.approvalcopilot.approval.attention.LikeRejections;
import dev.approvalcopilot.approval.attention.ReadingTime;
import dev.approvalcopilot.approval.attention.ReadingTimes;
import dev.approvalcopilot.approval.halt.Halted;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.run.Runs;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.review.ReviewDocument.Account;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** One action as a person sees it who may; for lists see {@link ActionLists}. */
@ApplicationScoped
public class ApprovalQueries {
    private static final int MAX_EARLIER = 20;

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Runs runs;
    private final ConnectedAccounts accounts;
    private final Halts halts;
    private final ShownActions shown;
    private final ReadingTimes readingTimes;
    private final LikeRejections likes;
    private final Canaries canaries;
    private final GivenApprovals given;
    private final WhileWaiting waiting;
    private final OwnRulesCopy ownRules;
    private final ReadValues readValues;
    private final LikeActions like;
    private final People people;

    ApprovalQueries(
            Jdbi jdbi,
            Approvals approvals,
            Runs runs,
            ConnectedAccounts accounts,
            Halts halts,
            ShownActions shown,
            ReadingTimes readingTimes,
            LikeRejections likes,
            Canaries canaries,
            GivenApprovals given,
            WhileWaiting waiting,
            OwnRulesCopy ownRules,
            ReadValues readValues,
            LikeActions like,
            People people) {
        this.people = people;
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.runs = runs;
        this.accounts = accounts;
        this.halts = halts;
        this.shown = shown;
        this.readingTimes = readingTimes;
        this.likes = likes;
        this.canaries = canaries;
        this.given = given;
        this.waiting = waiting;
        this.ownRules = ownRules;
        this.readValues = readValues;
        this.like = like;
    }

    /**
     * For showing it whole to the person: from the first time on, the reading time runs, and the time to decide.
     *
     * @throws ProblemException {@code not_found}, for another's action as for an unknown one
     */
    public ActionDetail show(Caller person, UUID id) {
        var approval = approvals.visibleTo(person, id).orElseThrow(ApprovalQueries::notFound);
        if (approval.state() == ApprovalState.PENDING) {
            shown.note(id, person.sub());
        }
        return detail(person, approval);
    }

    /** The action itself, without what is looked up around it. @throws ProblemException as {@link #show} */
    public Approval bare(Caller person, UUID id) {
        return approvals.visibleTo(person, id).orElseThrow(ApprovalQueries::notFound);
    }

    /** For parts of it, and for looking something up. @throws ProblemException as {@link #show} */
    public ActionDetail get(Caller person, UUID id) {
        return detail(person, bare(person, id));
    }

    private ActionDetail detail(Caller person, Approval approval) {
        var id = approval.id();
        var account = accountOf(approval);
        var review = approval.review(account.found().orElse(null));
        var connection = approval.action().connection();
        var view = review.findView().orElse(null);
        var progress = progress(approval, view);
        var rejection = approval.state() == ApprovalState.PENDING ? likes.of(id) : Optional.<LikeRejected>empty();
        var reading = readUntil(person.sub(), approval, rejection);
        boolean known = account.status() != AccountLookup.Status.AUTH0_UNAVAILABLE;
        return new ActionDetail(
                id,
                approval.state(),
                approval.tool().sentence(),
                approval.tool().title(),
                approval.level(),
                approval.bytes().tree(),
                approval.digest(),
                review,
                known ? view : null,
                account.status(),
                account.foundName().orElse(null),
                account instanceof AccountLookup.Several(var all, var choosable)
                        ? new ActionDetail.AccountChoice(
                                choosable,
                                all.stream().map(ActionDetail.Choice::of).toList())
                        : null,
                account.status() == AccountLookup.Status.NOT_CONNECTED ? Question.connectHint(connection) : null,
                Question.text(
                        review,
                        connection,
                        account.foundName().orElse(null),
                        account.status() != AccountLookup.Status.NOT_ASKED),
                Question.beyond(review),
                approval.tool().reversibility(),
                approval.tool().reversibility().words(),
                approval.needsFreshLogin(person),
                approval.impact(),
                approval.origins(),
                approval.rationale(),
                new ActionDetail.Run(
                        approval.action().run(),
                        runs.goal(approval.action().run(), approval.action().principal())
                                .orElse(null)),
                approval.isOf(person.sub()) ? earlier(approval) : List.of(),
                readValues.of(approval),
                approval.isOf(person.sub()) ? like.of(approval) : null,
                approval.createdAt(),
                approval.expiresAt(),
                reading.map(ReadingTime.End::at).orElse(null),
                reading.map(end -> end.why().words()).orElse(null),
                rejection
                        .map(rejected -> ActionDetail.Like.of(rejected, person.sub(), approval.isOf(person.sub())))
                        .orElse(null),
                approval.isOf(person.sub()),
                progress != null
                        && progress.given().stream().anyMatch(one -> one.by().equals(person.sub())),
                progress,
                edit(approval),
                decision(approval.decided(), person, progress),
                canaries.endOf(id).map(Canaries.End::words).orElse(null),
                ended(approval.outcome()),
                ActionDetail.Settled.of(approval.reconciliation()),
                halted(approval),
                waiting.around(approval, person),
                ownLimit(approval),
                ownRules.delegatedUntil(
                                person.sub(),
                                approval.action().principal(),
                                approval.action().tool())
                        .orElse(null),
                delegates(approval, person));
    }

    private String ownLimit(Approval approval) {
        var action = approval.action();
        return approval.state().mayStillRun()
                ? ownRules.forbidding(
                                action.principal(),
                                action.agent(),
                                action.tool(),
                                action.connection(),
                                action.arguments())
                        .map(Limit::words)
                        .orElse(null)
                : null;
    }

    /** @return the problem that hides whether an action exists */
    public static ProblemException notFound() {
        return new ProblemException(ApprovalProblem.NOT_FOUND, "There is no such action, or it is not yours.");
    }

    /** While it waits, Auth0 says; once approved, what was approved stands. */
    private AccountLookup accountOf(Approval approval) {
        var connection = approval.action().connection();
        return switch (approval.decided()) {
            case null ->
                approval.state() == ApprovalState.PENDING
                        ? accounts.find(approval.id(), approval.action().principal(), connection)
                        : new AccountLookup.NotAsked();
            case Decided.Approved approved -> new AccountLookup.Found(new Account(approved.account(), connection));
            case Decided.Rejected _, Decided.Expired _, Decided.Cancelled _, Decided.Superseded _ ->
                new AccountLookup.NotAsked();
        };
    }

    /** Whose yes is there and whose is missing, where one person does not do. */
    private ApprovalProgress progress(Approval approval, Digest view) {
        return approval.needsOthers()
                ? ApprovalProgress.of(
                        approval, given.of(approval.id()), view, halts.epoch(), jdbi.withHandle(DatabaseClock::now))
                : null;
    }

    private Optional<ReadingTime.End> readUntil(String person, Approval approval, Optional<LikeRejected> like) {
        return approval.state() == ApprovalState.PENDING
                ? shown.since(approval.id(), person)
                        .flatMap(since -> readingTimes
                                .of(approval.level(), approval.obligations().dwell(), like)
                                .end(since))
                : Optional.empty();
    }

    private Halted halted(Approval approval) {
        var action = approval.action();
        return approval.state().mayStillRun()
                ? halts.active()
                        .covering(action.connection(), action.tool(), action.agent(), action.principal())
                        .orElse(null)
                : null;
    }

    private List<ActionDetail.Earlier> earlier(Approval approval) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from (
                            select id, sentence, level, state, created_at from approvals
                            where run = :run and principal = :principal and (created_at, id) < (:createdAt, :id)
                            order by created_at desc, id desc limit :limit) latest
                        order by created_at, id""")
                .bind("run", approval.action().run())
                .bind("principal", approval.action().principal())
                .bind("createdAt", approval.createdAt())
                .bind("id", approval.id())
                .bind("limit", MAX_EARLIER)
                .mapTo(ActionDetail.Earlier.class)
                .list());
    }

    private ActionDetail.Edit edit(Approval approval) {
        return approvals
                .changedInto(approval.id())
                // What was only judged anew, nobody changed.
                .filter(old -> !((Decided.Superseded) old.decided()).by().startsWith("policy:"))
                .map(old -> new ActionDetail.Edit(
                        old.id(),
                        ((Decided.Superseded) old.decided()).by(),
                        old.decided().at(),
                        ArgumentChange.between(
                                old.action().arguments(), approval.action().arguments())))
                .orElse(null);
    }

    private ActionDetail.DecisionTaken decision(Decided decided, Caller viewer, ApprovalProgress progress) {
        return switch (decided) {
            case null -> null;
            case Decided.Approved a ->
                taken(a, a.by(), approvers(a, progress), viewer, null, null, null, a.grantEndsAt());
            case Decided.Rejected r -> taken(r, r.by(), List.of(r.by()), viewer, r.reason(), r.answer(), null, null);
            case Decided.Expired e -> taken(e, null, List.of(), viewer, null, null, null, null);
            case Decided.Cancelled c -> taken(c, c.by(), List.of(c.by()), viewer, null, null, null, null);
            case Decided.Superseded s -> taken(s, s.by(), List.of(s.by()), viewer, null, null, s.successor(), null);
        };
    }

    private static List<String> approvers(Decided.Approved approved, ApprovalProgress progress) {
        return progress == null || progress.given().isEmpty()
                ? List.of(approved.by())
                : progress.given().stream().map(ApprovalProgress.Given::by).toList();
    }

    private ActionDetail.DecisionTaken taken(
            Decided decided,
            String by,
            List<String> all,
            Caller viewer,
            String reason,
            String answer,
            UUID successor,
            Instant grantEndsAt) {
        var names = people.names(all);
        return new ActionDetail.DecisionTaken(
                decided.state(),
                by,
                all.isEmpty() ? null : all.stream().map(names).collect(Collectors.joining(" and ")),
                all.equals(List.of(viewer.sub())),
                reason,
                answer,
                successor,
                grantEndsAt,
                decided.at());
    }

    private List<String> delegates(Approval approval, Caller viewer) {
        if (approval.state() != ApprovalState.PENDING || approval.obligations().barsThePrincipal()) {
            return List.of();
        }
        var others = ownRules
                .delegatesOf(approval.action().principal(), approval.action().tool())
                .stream()
                .filter(delegate -> !delegate.equals(viewer.sub()))
                .sorted()
                .toList();
        return others.isEmpty()
                ? List.of()
                : others.stream().map(people.names(others)).toList();
    }

    private static ActionDetail.Ended ended(Outcome outcome) {
        return outcome == null
                ? null
                : new ActionDetail.Ended(
                        outcome.result(), outcome.code(), outcome.detail(), outcome.dispatchedAt(), outcome.at());
    }
}
