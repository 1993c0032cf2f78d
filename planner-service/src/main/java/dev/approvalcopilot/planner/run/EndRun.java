package dev.approvalcopilot.planner.run;

import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.contracts.event.RunChanged.Ending;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

/** The three ways a run ends: row, feed and event together. The caller holds the run's row lock. */
@ApplicationScoped
public class EndRun {

    private static final int MAX_WORDS = 1000;

    private final Runs runs;
    private final RunFeed feed;
    private final Outbox outbox;

    EndRun(Runs runs, RunFeed feed, Outbox outbox) {
        this.runs = runs;
        this.feed = feed;
        this.outbox = outbox;
    }

    public void completed(Run run, String answer) {
        end(run, RunStatus.COMPLETED, Ending.COMPLETED, answer, null, null, "The agent finished");
    }

    public void failed(Run run, FailureCode failure) {
        end(run, RunStatus.FAILED, Ending.FAILED, null, failure, null, failure.text());
    }

    /** @param words what is said of it beside the code, for people */
    public void failed(Run run, FailureCode failure, String words) {
        var fit = PlainText.of(words, MAX_WORDS);
        end(run, RunStatus.FAILED, Ending.FAILED, null, failure, fit, failure.text() + " " + fit);
    }

    public void cancelled(Run run) {
        end(run, RunStatus.CANCELLED, Ending.CANCELLED, null, null, null, "The run was cancelled");
    }

    private void end(
            Run run, RunStatus status, Ending ending, String answer, FailureCode failure, String words, String detail) {
        runs.end(run.id(), status, answer, failure, words);
        feed.append(
                run.id(), new FeedEntry.Ended(status, answer, failure == null ? null : FailureView.of(failure, words)));
        var closing = answer == null ? null : PlainText.of(answer, RunChanged.MAX_ANSWER_CHARS);
        outbox.add(new RunChanged(
                run.id(), run.principal(), run.agent(), Change.ENDED, null, detail, ending, closing, run.now()));
    }
}
