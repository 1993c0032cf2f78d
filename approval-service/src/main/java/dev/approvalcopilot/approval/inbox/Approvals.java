package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.attention.Likeness;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Table {@code approvals}. Each change of state goes through here and leaves a line in the person's feed. All methods take the
 * caller's transaction.
 */
@ApplicationScoped
public class Approvals {
    private final Jdbi jdbi;

    Approvals(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** An action that somebody was let see before. */
    public Optional<Approval> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from approvals where id = :id")
                .bind("id", id)
                .map((row, _) -> ApprovalRow.read(row))
                .findOne());
    }

    /**
     * The person's own action, one that waits for a group of theirs, or one of somebody who lets them decide, while it waits and,
     * where they looked at it then, afterwards; empty for another's and for an unknown one.
     */
    public Optional<Approval> visibleTo(Caller person, UUID id) {
        return jdbi.withHandle(handle -> one(handle, person, id, ""));
    }

    /** The same, locked until the transaction ends: one decision at a time. */
    public Optional<Approval> lockVisibleTo(Caller person, UUID id) {
        return jdbi.withHandle(handle -> one(handle, person, id, " for update"));
    }

    private static Optional<Approval> one(Handle handle, Caller person, UUID id, String lock) {
        return handle.createQuery("""
                        select * from approvals a where id = :id
                          and (principal = :sub or groups && :groups
                               or decides_for(:sub, principal, tool)
                                  and (state = 'PENDING' or exists (
                                      select from shown_actions s where s.action = a.id and s.person = :sub)))""" + lock)
                .bind("id", id)
                .bind("sub", person.sub())
                .bindArray("groups", String.class, person.groups())
                .map((row, _) -> ApprovalRow.read(row))
                .findOne();
    }

    /** The person's own action, whoever else may see it, locked until the transaction ends. */
    public Optional<Approval> lockOwn(String principal, UUID id) {
        return jdbi.withHandle(
                handle -> one(handle, "where id = :id and principal = :principal for update", principal, id));
    }

    /** The action that a person changed into this one. */
    public Optional<Approval> changedInto(UUID successor) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from approvals where successor = :successor")
                .bind("successor", successor)
                .map((row, _) -> ApprovalRow.read(row))
                .findOne());
    }

    /** For the gateway's reports, which name no person that counts. */
    public Optional<Approval> lock(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from approvals where id = :id for update")
                .bind("id", id)
                .map((row, _) -> ApprovalRow.read(row))
                .findOne());
    }

    /** Locks what still waits in a person's run. */
    public List<Approval> lockPendingOfRun(UUID run, String principal) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from approvals
                        where run = :run and principal = :principal and state = 'PENDING'
                        order by id for update""")
                .bind("run", run)
                .bind("principal", principal)
                .map((row, _) -> ApprovalRow.read(row))
                .list());
    }

    /** Locks what waited too long, without waiting for those who decide just now. In the order of persons, against deadlocks. */
    public List<Approval> lockOverdue(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from approvals
                        where id in (
                            select id from approvals
                            where state = 'PENDING' and expires_at <= clock_timestamp()
                            order by expires_at limit :limit for update skip locked)
                        order by principal, id""")
                .bind("limit", limit)
                .map((row, _) -> ApprovalRow.read(row))
                .list());
    }

    /** Takes in a new action. @return false when its id is taken */
    public boolean insert(Approval approval) {
        return jdbi.withHandle(handle -> {
            boolean inserted = bindAll(handle, approval).execute() == 1;
            if (inserted) {
                FeedLog.append(handle, approval.action().principal(), approval.id(), approval.state());
                if (approval.decided() != null) {
                    writeDecision(handle, approval.id(), approval.decided());
                }
            }
            return inserted;
        });
    }

    /** Moves a locked, pending action on. */
    public void decide(Approval approval, Decided decided) {
        requireTransition(approval, decided.state());
        jdbi.useHandle(handle -> {
            writeDecision(handle, approval.id(), decided);
            FeedLog.append(handle, approval.action().principal(), approval.id(), decided.state());
        });
    }

    /** Tells those who have a locked action before them that something about it changed. */
    public void touched(Approval approval) {
        jdbi.useHandle(
                handle -> FeedLog.touched(handle, approval.action().principal(), approval.id(), approval.state()));
    }

    /** Shows a locked action to more groups. */
    public void askBesides(Approval approval, List<String> groups) {
        jdbi.useHandle(handle -> {
            var before = handle.createQuery("select groups from approvals where id = :id")
                    .bind("id", approval.id())
                    .map((row, _) -> List.of((String[]) row.getArray("groups").getArray()))
                    .one();
            handle.createUpdate("""
                            update approvals set groups = array(select unnest(groups) union select unnest(:more))
                            where id = :id""")
                    .bind("id", approval.id())
                    .bindArray("more", String.class, groups)
                    .execute();
            FeedLog.askedBesides(handle, approval.action().principal(), approval.id(), approval.state(), before);
        });
    }

    /** Notes that the call of a locked action is about to leave. */
    public void dispatching(Approval approval, Instant at) {
        requireTransition(approval, ApprovalState.DISPATCHING);
        jdbi.useHandle(handle -> {
            handle.createUpdate("update approvals set state = 'DISPATCHING', dispatched_at = :at where id = :id")
                    .bind("id", approval.id())
                    .bind("at", at)
                    .execute();
            FeedLog.append(handle, approval.action().principal(), approval.id(), ApprovalState.DISPATCHING);
        });
    }

    /** Locks what was to end by now and of which no report came, without waiting for those whose report comes just now. */
    public List<Approval> lockWithoutOutcome(Duration margin, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from approvals
                        where id in (
                            select id from approvals
                            where state in ('APPROVED', 'DISPATCHING')
                              and coalesce(grant_ends_at, greatest(decided_at, dispatched_at) + make_interval(secs => :longest))
                                    + make_interval(secs => :margin) <= clock_timestamp()
                            limit :limit for update skip locked)
                        order by principal, id""")
                .bind("longest", (double) GrantClaims.MAX_LIFETIME.toSeconds())
                .bind("margin", margin.toMillis() / 1000.0)
                .bind("limit", limit)
                .map((row, _) -> ApprovalRow.read(row))
                .list());
    }

    /** Notes how a locked action ended. What a person settled before a late report stays in the audit log only. */
    public void ended(Approval approval, ApprovalState state, Outcome outcome) {
        requireTransition(approval, state);
        var said = new ApprovalRow.Said(outcome.result(), outcome.code(), outcome.detail());
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update approvals set state = :state, outcome = cast(:outcome as json), outcome_at = :at,
                                outcome_missing_at = :missingAt,
                                happened = null, note = null, settled_by = null, settled_at = null
                            where id = :id""")
                    .bind(
                            "missingAt",
                            Outcome.MISSING.equals(outcome.code()) && state == ApprovalState.UNKNOWN
                                    ? outcome.at()
                                    : null)
                    .bind("id", approval.id())
                    .bind("state", state.name())
                    .bind("outcome", ApprovalRow.json(said))
                    .bind("at", outcome.at())
                    .execute();
            FeedLog.append(handle, approval.action().principal(), approval.id(), state);
        });
    }

    /** Notes what a person found about a locked action whose outcome nobody knows. */
    public void reconcile(Approval approval, Reconciliation found) {
        requireTransition(approval, ApprovalState.RECONCILED);
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            update approvals set state = 'RECONCILED', happened = :happened, note = :note,
                                settled_by = :by, settled_at = :at
                            where id = :id""")
                    .bind("id", approval.id())
                    .bind("happened", found.happened())
                    .bind("note", found.note())
                    .bind("by", found.by())
                    .bind("at", found.at())
                    .execute();
            FeedLog.append(handle, approval.action().principal(), approval.id(), ApprovalState.RECONCILED);
        });
    }

    private static void requireTransition(Approval approval, ApprovalState next) {
        if (!approval.mayBecome(next)) {
            throw new IllegalStateException(approval.state() + " never becomes " + next);
        }
    }

    private static Optional<Approval> one(Handle handle, String where, String principal, UUID id) {
        return handle.createQuery("select * from approvals " + where)
                .bind("id", id)
                .bind("principal", principal)
                .map((row, _) -> ApprovalRow.read(row))
                .findOne();
    }

    private static Update bindAll(Handle handle, Approval approval) {
        var action = approval.action();
        var tool = approval.tool();
        return handle.createUpdate("""
                        insert into approvals (id, digest, action, principal, agent, run, tool, connection, level, policy,
                            classification, reasons, obligations, impact, title, sentence, reversibility, scope_mode, permissions, beyond,
                            rationale, origins, groups, likeness, arguments_digest, state, created_at, expires_at)
                        values (:id, :digest, :action, :principal, :agent, :run, :tool, :connection, :level, :policy,
                            :classification, cast(:reasons as json), cast(:obligations as json), :impact, :title, :sentence,
                            :reversibility, :scopeMode, cast(:permissions as json), :beyond,
                            :rationale, cast(:origins as json), :groups, :likeness, :argumentsDigest, 'PENDING', :createdAt, :expiresAt)
                        on conflict (id) do nothing""")
                .bind("id", approval.id())
                .bind("digest", approval.digest())
                .bind("action", approval.bytes().toByteArray())
                .bind("principal", action.principal())
                .bind("agent", action.agent())
                .bind("run", action.run())
                .bind("tool", action.tool())
                .bind("connection", action.connection())
                .bind("level", approval.level().name())
                .bind("policy", approval.policy())
                .bind("classification", approval.classification())
                .bind("reasons", ApprovalRow.json(approval.reasons()))
                .bind("obligations", ApprovalRow.json(approval.obligations()))
                .bind("impact", StorableText.of(approval.impact()))
                .bind("title", tool.title())
                .bind("sentence", StorableText.of(tool.sentence()))
                .bind("reversibility", tool.reversibility().name())
                .bind("scopeMode", tool.scopeMode().name())
                .bind("permissions", ApprovalRow.json(tool.permissions()))
                .bind("beyond", tool.beyond())
                .bind("rationale", StorableText.of(approval.rationale()))
                .bind("origins", ApprovalRow.json(approval.origins()))
                .bindArray("groups", String.class, approval.obligations().groups())
                .bind("likeness", Likeness.of(action.tool(), tool.sentence()).value())
                .bind("argumentsDigest", LikeActions.digest(action.arguments()))
                .bind("createdAt", approval.createdAt())
                .bind("expiresAt", approval.expiresAt());
    }

    private static void writeDecision(Handle handle, UUID id, Decided decided) {
        var update = handle.createUpdate("""
                        update approvals set state = :state, verdict = :state, decided_at = :at, decided_by = :by,
                            view = :view, reason = :reason, answer = :answer, account = :account, grant_id = :grantId,
                            grant_ends_at = :grantEndsAt,
                            decision_key = :key, successor = :successor, successor_digest = :successorDigest
                        where id = :id""")
                .bind("id", id)
                .bind("state", decided.state().name())
                .bind("at", decided.at());
        DecidedColumns.of(decided).bindTo(update).execute();
        // What the grant carries on is not kept here.
        handle.createUpdate("update given_approvals set id_token = null where action = :id")
                .bind("id", id)
                .execute();
    }
}
