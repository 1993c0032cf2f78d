package dev.approvalcopilot.approval.intake;

import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.inbox.Decided;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.inbox.StorableText;
import dev.approvalcopilot.approval.run.RunLine;
import dev.approvalcopilot.approval.run.RunLines;
import dev.approvalcopilot.approval.run.Runs;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Notes what is told of a run, for its person to watch, and cancels what waits in a run that was asked to stop; what comes later, {@link Hold} cancels. */
@ApplicationScoped
class FollowRun {
    private static final Logger LOG = Logger.getLogger(FollowRun.class);
    private static final int MAX_LINE = 1000;

    private final Jdbi jdbi;
    private final Approvals approvals;
    private final Runs runs;
    private final RunLines lines;
    private final InboxFeed feed;
    private final Outbox outbox;

    FollowRun(Jdbi jdbi, Approvals approvals, Runs runs, RunLines lines, InboxFeed feed, Outbox outbox) {
        this.jdbi = jdbi;
        this.approvals = approvals;
        this.runs = runs;
        this.lines = lines;
        this.feed = feed;
        this.outbox = outbox;
    }

    /** In the transaction of the event. */
    void follow(RunChanged event) {
        check(event);
        boolean counts = runs.note(event);
        if (event.change() == RunChanged.Change.CANCEL_ASKED) {
            cancelWaiting(event);
        }
        if (counts) {
            lines.add(event.run(), kind(event.change()), text(event));
            feed.runMoved(event.principal(), event.run());
        }
    }

    private static void check(RunChanged event) {
        boolean complete = Stream.of(event.run(), event.principal(), event.agent(), event.change())
                .allMatch(Objects::nonNull);
        boolean ends = event.change() == RunChanged.Change.ENDED;
        if (!complete || ends != (event.ended() != null) || !isFit(event)) {
            throw new Unprocessable("unfit_run_change");
        }
    }

    private static boolean isFit(RunChanged event) {
        return Stream.of(event.principal(), event.agent(), event.goal(), event.answer())
                        .filter(Objects::nonNull)
                        .allMatch(StorableText::holds)
                && (event.goal() == null || event.goal().length() <= RunRequested.MAX_GOAL_CHARS)
                && (event.answer() == null || event.answer().length() <= RunChanged.MAX_ANSWER_CHARS);
    }

    private static RunLine.Kind kind(RunChanged.Change change) {
        return switch (change) {
            case STARTED -> RunLine.Kind.STARTED;
            case STEP -> RunLine.Kind.STEP;
            case CANCEL_ASKED -> RunLine.Kind.STOP_ASKED;
            case ENDED -> RunLine.Kind.ENDED;
        };
    }

    private static String text(RunChanged event) {
        var text = StorableText.of(Objects.requireNonNullElse(event.detail(), ""));
        return text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE) + "…";
    }

    private void cancelWaiting(RunChanged event) {
        for (var approval : approvals.lockPendingOfRun(event.run(), event.principal())) {
            var cancelled = new Decided.Cancelled(event.principal(), jdbi.withHandle(DatabaseClock::now));
            approvals.decide(approval, cancelled);
            outbox.add(new ActionDecided.Cancelled(approval.ref(), event.principal(), cancelled.at()));
            LOG.infof("event=cancelled action=%s run=%s", approval.id(), event.run());
        }
    }
}
