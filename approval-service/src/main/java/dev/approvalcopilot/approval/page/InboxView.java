package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ActionSummary;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.ListFilter;
import dev.approvalcopilot.approval.inbox.Question;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * @param count how many there are on all pages; empty where nobody counts
 * @param hasTeam whether the person has a list of what waits for groups
 * @param shortRun the only run that is listed; empty for all
 * @param everyRun address of the same without that
 * @param here address of this view, to be shown again
 * @param more address of what follows; empty at the end
 * @param halts what stands still of this person's
 * @param unsettled what may have happened and waits for the person's word; of the first page of what waits for them alone
 */
public record InboxView(
        Which which,
        List<Entry> entries,
        String count,
        boolean hasTeam,
        FilterForm form,
        String shortRun,
        String everyRun,
        String here,
        String more,
        List<HaltNotice> halts,
        Unsettled unsettled) {
    public InboxView {
        entries = List.copyOf(entries);
        halts = List.copyOf(halts);
    }

    /** The views. The last one has no tab: it is where a run's link leads. */
    public enum Which {
        WAITING("", "Waiting for you"),
        TEAM("team", "Waiting for your groups"),
        HISTORY("history", "History"),
        ALL("all", "All actions");

        private final String parameter;
        private final String title;

        Which(String parameter, String title) {
            this.parameter = parameter;
            this.title = title;
        }

        /** What no view has is the first one's. */
        static Which of(String parameter) {
            for (var view : values()) {
                if (view.parameter.equals(parameter)) {
                    return view;
                }
            }
            return WAITING;
        }

        public String parameter() {
            return parameter;
        }

        public String title() {
            return title;
        }

        public boolean isWaiting() {
            return this == WAITING || this == TEAM;
        }

        ListFilter.Inbox inbox() {
            return this == TEAM ? ListFilter.Inbox.TEAM : ListFilter.Inbox.MINE;
        }

        ListFilter.Order order() {
            return switch (this) {
                case WAITING, TEAM -> ListFilter.Order.URGENT;
                case HISTORY -> ListFilter.Order.DECIDED;
                case ALL -> ListFilter.Order.NEWEST;
            };
        }

        /** Whether the person can ask for this state alone. */
        boolean offers(ApprovalState state) {
            return switch (this) {
                case WAITING, TEAM -> false;
                case HISTORY -> state != ApprovalState.PENDING;
                case ALL -> true;
            };
        }

        /** @param asked for; empty for all that the view has */
        Set<ApprovalState> states(Set<ApprovalState> asked) {
            if (!asked.isEmpty()) {
                return asked;
            }
            return switch (this) {
                case WAITING, TEAM -> Set.of(ApprovalState.PENDING);
                case HISTORY -> EnumSet.complementOf(EnumSet.of(ApprovalState.PENDING));
                case ALL -> Set.of();
            };
        }
    }

    /**
     * What only the person can settle.
     *
     * @param count "2 actions"
     */
    public record Unsettled(String count, List<Row> rows) {
        static final Unsettled NONE = new Unsettled("", List.of());

        public Unsettled {
            rows = List.copyOf(rows);
        }
    }

    /** An action or a fold; the other is null. */
    public record Entry(Row row, Fold fold) {}

    /**
     * Many waiting actions of one kind.
     *
     * @param count how many
     * @param title of the tool
     * @param show address of the list of them
     */
    public record Fold(
            Level level,
            String count,
            InertText title,
            InertText agent,
            String account,
            Stamp oldest,
            Stamp newest,
            String show) {}

    /**
     * @param actsFor the other person whose action it is; null for an own one
     * @param decider "by …"; null where nobody decided
     * @param waits whether a decision is asked for
     * @param batchable whether it may be decided together with others
     * @param halted whether an operator halted something that it needs
     * @param marks what else there is to say of it
     * @param like that it is like a rejected one; null when it is not
     */
    public record Row(
            UUID id,
            Level level,
            InertText sentence,
            String account,
            InertText agent,
            InertText actsFor,
            UUID run,
            Stamp created,
            Stamp expires,
            String state,
            InertText decider,
            boolean waits,
            boolean batchable,
            boolean halted,
            List<InertText> marks,
            LikeMark like) {
        public Row {
            marks = List.copyOf(marks);
        }

        /** @param me who looks */
        static Row of(ActionSummary action, String me, Instant now) {
            return new Row(
                    action.id(),
                    Level.of(action.level()),
                    InertText.brief(action.sentence()),
                    Question.provider(action.connection()),
                    InertText.line(action.agent()),
                    action.principal().equals(me) ? null : InertText.line(action.principal()),
                    action.run(),
                    Stamp.of(action.createdAt(), now),
                    Stamp.of(action.expiresAt(), now),
                    Words.of(action.state()),
                    action.decidedBy() == null
                            ? null
                            : Words.by(
                                    action.decidedBy(),
                                    action.decidedByName(),
                                    action.decidedBy().equals(me)),
                    action.state() == ApprovalState.PENDING,
                    action.batchable(),
                    action.halted() != null,
                    RowMarks.of(action.marks()),
                    LikeMark.of(action.likeRejected(), now));
        }

        static Row of(ActionDetail action, Instant now) {
            return new Row(
                    action.id(),
                    Level.of(action.level()),
                    InertText.brief(action.sentence()),
                    Question.provider(action.action().path("connection").asText()),
                    InertText.line(action.action().path("agent").asText()),
                    action.own()
                            ? null
                            : InertText.line(action.action().path("principal").asText()),
                    action.run().id(),
                    Stamp.of(action.createdAt(), now),
                    Stamp.of(action.expiresAt(), now),
                    Words.of(action.state()),
                    action.decision() == null || action.decision().by() == null
                            ? null
                            : Words.by(
                                    action.decision().by(),
                                    action.decision().byName(),
                                    action.decision().byYou()),
                    action.state() == ApprovalState.PENDING,
                    isBatchable(action),
                    action.halted() != null,
                    RowMarks.of(action),
                    LikeMark.of(action.likeRejected(), now));
        }

        private static boolean isBatchable(ActionDetail action) {
            return action.state() == ApprovalState.PENDING
                    && action.level() != RiskLevel.CRITICAL
                    && action.own()
                    && !action.needsFreshLogin()
                    && action.likeRejected() == null
                    && !action.review().obligations().dwell().isPositive();
        }

        /** The random end of the id: the start says only when. */
        public String shortRun() {
            return Short.of(run);
        }
    }

    /** Whether the person asked for less than the view has. */
    public boolean narrowed() {
        return !form.whole().isEmpty();
    }

    public boolean anyBatchable() {
        return entries.stream().anyMatch(entry -> entry.row != null && entry.row.batchable);
    }

    /** For a person who has nothing to decide yet. */
    public GoalForm goalForm() {
        return GoalForm.fresh();
    }

    /** Ids as people can compare them. */
    static final class Short {
        private static final int LENGTH = 6;

        private Short() {}

        static String of(UUID id) {
            var text = id.toString();
            return "…" + text.substring(text.length() - LENGTH);
        }
    }
}
