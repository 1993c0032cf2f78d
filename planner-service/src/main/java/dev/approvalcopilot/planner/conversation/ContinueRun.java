package dev.approvalcopilot.planner.conversation;

import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunNews;
import dev.approvalcopilot.planner.run.RunReady;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Steps;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Hands a turn's outcomes to the model. The caller holds the run's row lock, and every step of the turn is settled. */
@ApplicationScoped
public class ContinueRun {

    private final Conversation conversation;
    private final Runs runs;
    private final Steps steps;
    private final RunFeed feed;
    private final RunNews news;
    private final Event<RunReady> ready;

    ContinueRun(Conversation conversation, Runs runs, Steps steps, RunFeed feed, RunNews news, Event<RunReady> ready) {
        this.conversation = conversation;
        this.runs = runs;
        this.steps = steps;
        this.feed = feed;
        this.news = news;
        this.ready = ready;
    }

    /** @param turn whose outcomes they are; later than the run's row says, where that turn is being committed */
    public void after(Run run, int turn) {
        var id = run.id();
        for (var step : steps.ofTurn(id, turn)) {
            conversation.append(id, ToolExecutionResultMessage.from(step.callId(), step.callName(), step.message()));
        }
        runs.think(id, turn);
        feed.append(id, new FeedEntry.Thinking(turn + 1));
        news.step(run, "The outcomes went to the agent, which thinks about what comes next");
        ready.fire(new RunReady(id));
    }
}
