package dev.approvalcopilot.planner.conversation;

import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunReady;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Steps;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Hands a turn's outcomes to the model. The caller holds the run's row lock, and every step of the turn is settled. */
@ApplicationScoped
public class ContinueRun {

    private final Conversation conversation;
    private final Runs runs;
    private final Steps steps;
    private final RunFeed feed;
    private final Event<RunReady> ready;

    ContinueRun(Conversation conversation, Runs runs, Steps steps, RunFeed feed, Event<RunReady> ready) {
        this.conversation = conversation;
        this.runs = runs;
        this.steps = steps;
        this.feed = feed;
        this.ready = ready;
    }

    public void after(UUID run, int turn) {
        for (var step : steps.ofTurn(run, turn)) {
            conversation.append(run, ToolExecutionResultMessage.from(step.callId(), step.callName(), step.message()));
        }
        runs.think(run, turn);
        feed.append(run, new FeedEntry.Thinking(turn + 1));
        ready.fire(new RunReady(run));
    }
}
