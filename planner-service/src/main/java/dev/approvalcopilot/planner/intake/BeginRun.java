package dev.approvalcopilot.planner.intake;

import dev.approvalcopilot.contracts.event.RunChanged;
import dev.approvalcopilot.contracts.event.RunChanged.Change;
import dev.approvalcopilot.planner.conversation.Conversation;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunStatus;
import dev.approvalcopilot.support.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;

/** What stands at the start of every run: the conversation's first messages, the first entry of its feed, the event. */
@ApplicationScoped
class BeginRun {

    private final Conversation conversation;
    private final RunFeed feed;
    private final Outbox outbox;

    BeginRun(Conversation conversation, RunFeed feed, Outbox outbox) {
        this.conversation = conversation;
        this.feed = feed;
        this.outbox = outbox;
    }

    /** In the transaction that added the run's row. */
    void begin(Run run) {
        conversation.begin(run.id(), run.goal());
        feed.append(run.id(), new FeedEntry.Started(RunStatus.THINKING));
        outbox.add(new RunChanged(
                run.id(),
                run.principal(),
                run.agent(),
                Change.STARTED,
                run.goal(),
                "The run was taken in",
                null,
                run.now()));
    }
}
