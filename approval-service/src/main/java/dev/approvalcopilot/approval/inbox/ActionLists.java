package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.attention.LikeRejections;
import dev.approvalcopilot.approval.halt.ActiveHalts;
import dev.approvalcopilot.approval.halt.Halts;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A person's actions as lists: page by page, and what stands in them many times. */
@ApplicationScoped
public class ActionLists {
    /** What is beyond stands in the list, row by row. */
    private static final int MAX_FLOODS = 50;

    private final Jdbi jdbi;
    private final Halts halts;
    private final ListMarks marks;
    private final OwnRulesCopy ownRules;
    private final LikeRejections likes;
    private final People people;
    private final int foldFrom;

    ActionLists(
            Jdbi jdbi,
            Halts halts,
            ListMarks marks,
            OwnRulesCopy ownRules,
            LikeRejections likes,
            People people,
            ApprovalConfig config) {
        this.people = people;
        this.jdbi = jdbi;
        this.ownRules = ownRules;
        this.halts = halts;
        this.marks = marks;
        this.likes = likes;
        this.foldFrom = config.inbox().foldFrom();
    }

    /** A page of the person's actions, or of those that wait for their groups or for them in somebody's place. */
    public ActionPage page(Caller person, ListFilter filter) {
        return pageWithout(List.of(), person, filter);
    }

    /** The same without what is told as a number. */
    public ActionPage pageWithout(List<Flood> folded, Caller person, ListFilter filter) {
        var active = halts.active();
        if (filter.inbox() == ListFilter.Inbox.TEAM && !person.groups().isEmpty()) {
            jdbi.useHandle(handle -> FeedLog.watch(handle, person.sub(), person.groups()));
        }
        var sql = sql(person, filter);
        var text = sql.page(folded);
        var rows = jdbi.withHandle(handle -> sql.bindTo(handle.createQuery(text))
                .map((row, _) -> summary(row, person, active))
                .list());
        if (rows.size() <= filter.limit()) {
            return new ActionPage(marked(rows, person), null);
        }
        var page = rows.subList(0, filter.limit());
        return new ActionPage(
                marked(page, person), Cursor.of(page.getLast(), filter.order()).text());
    }

    private List<ActionSummary> marked(List<ActionSummary> rows, Caller person) {
        var found = likes.of(rows.stream().map(ActionSummary::id).toList());
        var names = people.names(rows.stream()
                .map(ActionSummary::decidedBy)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return marks.on(rows).stream()
                .map(row -> row.named(names))
                .map(row -> row.likeRejected(found.get(row.id()), person))
                .toList();
    }

    /** Of which kinds so many wait that they fold into one row each, as configured. The largest first. */
    public List<Flood> floods(Caller person, ListFilter filter) {
        var sql = sql(person, filter);
        return jdbi.withHandle(handle -> sql.bindTo(handle.createQuery(sql.floods(foldFrom, MAX_FLOODS)))
                .map((row, _) -> new Flood(
                        RiskLevel.valueOf(row.getString("level")),
                        row.getString("tool"),
                        row.getString("agent"),
                        row.getString("title"),
                        row.getString("connection"),
                        row.getLong("actions"),
                        time(row, "oldest"),
                        time(row, "newest")))
                .list());
    }

    /** How many there are on all pages; beyond the most nobody counts. */
    public int count(Caller person, ListFilter filter, int most) {
        var sql = sql(person, filter);
        return jdbi.withHandle(handle -> sql.bindTo(handle.createQuery(sql.count(most)))
                .mapTo(Integer.class)
                .one());
    }

    /** The person's own actions that may have happened, the latest first: only they can say whether they did. */
    public static ListFilter unsettled(int limit) {
        return new ListFilter(
                ListFilter.Inbox.MINE,
                Set.of(ApprovalState.UNKNOWN),
                Criteria.NONE,
                ListFilter.Order.DECIDED,
                limit,
                Optional.empty());
    }

    /** Whether anything can wait for this person that is not their own. */
    public boolean hasTeam(Caller person) {
        return !person.groups().isEmpty() || !ownRules.receivedBy(person.sub()).isEmpty();
    }

    private ListSql sql(Caller person, ListFilter filter) {
        var principals = filter.inbox() == ListFilter.Inbox.TEAM
                ? ownRules.receivedBy(person.sub()).stream()
                        .map(OwnRulesCopy.Received::principal)
                        .toList()
                : List.<String>of();
        return new ListSql(person, filter, principals);
    }

    private static ActionSummary summary(ResultSet row, Caller person, ActiveHalts active) throws SQLException {
        var state = ApprovalState.valueOf(row.getString("state"));
        var level = RiskLevel.valueOf(row.getString("level"));
        var tool = row.getString("tool");
        var connection = row.getString("connection");
        var agent = row.getString("agent");
        var principal = row.getString("principal");
        var halted = state.mayStillRun()
                ? active.covering(connection, tool, agent, principal).orElse(null)
                : null;
        var obligations = ApprovalRow.obligations(row);
        return new ActionSummary(
                row.getObject("id", UUID.class),
                state,
                level,
                row.getString("sentence"),
                row.getString("title"),
                tool,
                connection,
                agent,
                principal,
                row.getObject("run", UUID.class),
                time(row, "created_at"),
                time(row, "expires_at"),
                state == ApprovalState.PENDING ? null : time(row, "left_at"),
                row.getString("decided_by"),
                null,
                state == ApprovalState.PENDING && isBatchable(level, obligations, principal, person),
                halted,
                null,
                null);
    }

    /** Not what is CRITICAL, needs a login of its own or wants to be read: see {@code Decide.decideInABatch}. */
    private static boolean isBatchable(RiskLevel level, Obligations obligations, String principal, Caller person) {
        return level != RiskLevel.CRITICAL
                && !obligations.freshLogin()
                && !obligations.dwell().isPositive()
                && principal.equals(person.sub())
                && obligations.groups().stream().noneMatch(person.groups()::contains);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
