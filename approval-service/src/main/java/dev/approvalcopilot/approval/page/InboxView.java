package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.inbox.ActionDetail;
import dev.approvalcopilot.approval.inbox.ActionSummary;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Question;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * @param all whether settled actions are listed too
 * @param team whether it lists what waits for the person's groups
 * @param hasTeam whether there is such a list
 * @param run the only run that is listed; empty for all
 * @param here address of this view, to be shown again
 * @param more address of what follows; empty at the end
 * @param halts what stands still of this person's
 */
public record InboxView(
        List<Row> rows,
        boolean all,
        boolean team,
        boolean hasTeam,
        String run,
        String here,
        String more,
        List<HaltNotice> halts) {
    public InboxView {
        rows = List.copyOf(rows);
        halts = List.copyOf(halts);
    }

    public String title() {
        return all ? "All actions" : team ? "Waiting for your groups" : "Waiting for you";
    }

    /**
     * @param waits whether a decision is asked for
     * @param halted whether an operator halted something that it needs
     */
    public record Row(
            UUID id,
            Level level,
            InertText sentence,
            String account,
            InertText agent,
            UUID run,
            Stamp created,
            Stamp expires,
            String state,
            boolean waits,
            boolean halted) {
        static Row of(ActionSummary action, Instant now) {
            return new Row(
                    action.id(),
                    Level.of(action.level()),
                    InertText.line(action.sentence()),
                    Question.provider(action.connection()),
                    InertText.line(action.agent()),
                    action.run(),
                    Stamp.of(action.createdAt(), now),
                    Stamp.of(action.expiresAt(), now),
                    Words.of(action.state()),
                    action.state() == ApprovalState.PENDING,
                    action.halted() != null);
        }

        static Row of(ActionDetail action, Instant now) {
            return new Row(
                    action.id(),
                    Level.of(action.level()),
                    InertText.line(action.sentence()),
                    Question.provider(action.action().path("connection").asText()),
                    InertText.line(action.action().path("agent").asText()),
                    action.run().id(),
                    Stamp.of(action.createdAt(), now),
                    Stamp.of(action.expiresAt(), now),
                    Words.of(action.state()),
                    action.state() == ApprovalState.PENDING,
                    action.halted() != null);
        }

        /** The random end of the id: the start says only when. */
        public String shortRun() {
            return Short.of(run);
        }
    }

    public String shortRun() {
        return run.isEmpty() ? "" : Short.of(UUID.fromString(run));
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
