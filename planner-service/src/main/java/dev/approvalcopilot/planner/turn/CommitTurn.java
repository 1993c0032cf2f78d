package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.conversation.ContinueRun;
import dev.approvalcopilot.planner.conversation.Conversation;
import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.proposal.CallReader;
import dev.approvalcopilot.planner.proposal.HaltedCall;
import dev.approvalcopilot.planner.proposal.InvalidCall;
import dev.approvalcopilot.planner.proposal.Origins;
import dev.approvalcopilot.planner.proposal.Propose;
import dev.approvalcopilot.planner.proposal.ReadCall;
import dev.approvalcopilot.planner.run.EndRun;
import dev.approvalcopilot.planner.run.FailureCode;
import dev.approvalcopilot.planner.run.FeedEntry;
import dev.approvalcopilot.planner.run.PlainText;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunFeed;
import dev.approvalcopilot.planner.run.RunNews;
import dev.approvalcopilot.planner.run.RunRules;
import dev.approvalcopilot.planner.run.Runs;
import dev.approvalcopilot.planner.run.Step;
import dev.approvalcopilot.planner.run.StepState;
import dev.approvalcopilot.planner.run.StepView;
import dev.approvalcopilot.planner.run.Steps;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Commits one answer of the model: everything it leads to, or nothing. */
@ApplicationScoped
class CommitTurn {

    /** What an answer led to. */
    enum Committed {
        PROPOSED,
        NONE_PROPOSED,
        ANSWERED,
        /** The model does not get beyond one mistake: the run has ended. */
        REPEATED_MISTAKE,
        /** An operator stopped the run meanwhile: the answer is dropped, and asked for again when it may go on. */
        HALTED,
        /** Lease lost, cancelled or ended meanwhile: the answer is dropped. */
        DISCARDED
    }

    private static final int MAX_RATIONALE = 4000;

    private final Runs runs;
    private final Steps steps;
    private final Conversation conversation;
    private final ContinueRun continueRun;
    private final CallReader reader;
    private final Halts halts;
    private final Propose propose;
    private final RunFeed feed;
    private final EndRun end;
    private final RunNews news;
    private final ToolCatalog tools;
    private final Outbox outbox;
    private final PlannerConfig config;

    CommitTurn(
            Runs runs,
            Steps steps,
            Conversation conversation,
            ContinueRun continueRun,
            CallReader reader,
            Halts halts,
            Propose propose,
            RunFeed feed,
            EndRun end,
            RunNews news,
            ToolCatalog tools,
            Outbox outbox,
            PlannerConfig config) {
        this.runs = runs;
        this.steps = steps;
        this.conversation = conversation;
        this.continueRun = continueRun;
        this.reader = reader;
        this.halts = halts;
        this.propose = propose;
        this.feed = feed;
        this.end = end;
        this.news = news;
        this.tools = tools;
        this.outbox = outbox;
        this.config = config;
    }

    @Transactional(TxType.REQUIRES_NEW)
    Committed commit(Claim claim, AiMessage answer) {
        var run = runs.lock(claim.run().id()).orElseThrow();
        if (!claim.stillHolds(run)) {
            return Committed.DISCARDED;
        }
        if (halts.active().ofRun(run.agent(), run.principal()).isPresent()) {
            return Committed.HALTED;
        }
        var text = answer.text() == null ? "" : answer.text().strip();
        if (answer.hasToolExecutionRequests()) {
            return commitCalls(
                    run, ModelAnswer.storable(run.turn() + 1, answer, config.maxProposalsPerTurn(), callIds(run)));
        }
        var last = PlainText.of(text, config.maxAnswerChars());
        conversation.append(run.id(), AiMessage.from(last));
        end.completed(run, last);
        return Committed.ANSWERED;
    }

    private Committed commitCalls(Run run, ModelAnswer answer) {
        int turn = run.turn() + 1;
        var origins = new Origins(run.goal(), conversation.of(run.id()));
        conversation.append(run.id(), answer.stored());
        var added = new ArrayList<Step>();
        for (int position = 0; position < answer.calls().size(); position++) {
            added.add(step(run, turn, position, answer, origins));
        }
        boolean open = added.stream().anyMatch(step -> !step.state().settled());
        report(run, turn, added);
        var repeated = open ? Optional.<Step>empty() : repeated(run, added);
        if (repeated.isPresent()) {
            end.failed(run, FailureCode.REPEATED_MISTAKE, Mistakes.words(repeated.get(), config.maxSameMistakes()));
            return Committed.REPEATED_MISTAKE;
        }
        switch (RunRules.afterTurn(open)) {
            case WAIT -> runs.waitForOutcomes(run.id(), turn);
            case THINK -> continueRun.after(run, turn);
            case STAY, CANCEL -> throw new IllegalStateException("a turn either waits or goes on");
        }
        return open ? Committed.PROPOSED : Committed.NONE_PROPOSED;
    }

    /** Of all calls so far. */
    private Set<String> callIds(Run run) {
        return conversation.of(run.id()).stream()
                .filter(AiMessage.class::isInstance)
                .flatMap(message -> ((AiMessage) message).toolExecutionRequests().stream())
                .map(ToolExecutionRequest::id)
                .collect(Collectors.toSet());
    }

    private Step step(Run run, int turn, int position, ModelAnswer answer, Origins origins) {
        var asked = answer.calls().get(position);
        var named = answer.stored().toolExecutionRequests().get(position);
        var place = new Place(run, turn, position, named);
        var step = switch (reader.read(asked)) {
            case ReadCall.Proposable call
            when halts.active().ofTool(call.tool().manifest()).isPresent() ->
                notProposed(place, call.tool().name(), StepState.HALTED, HaltedCall.REASON, HaltedCall.message());
            case ReadCall.Proposable call -> proposed(place, call, answer.rationale(), origins);
            case ReadCall.UnknownTool _ ->
                invalid(place, null, "unknown_tool", List.of("there is no tool of this name"));
            case ReadCall.BrokenSchema(var tool, var violations) ->
                invalid(place, tool.name(), "schema_violation", violations);
        };
        steps.insert(step);
        return step;
    }

    /** Where in the conversation a call stands, with the id and name under which it is stored. */
    private record Place(Run run, int turn, int position, ToolExecutionRequest call) {}

    private Step proposed(Place place, ReadCall.Proposable call, String rationale, Origins origins) {
        try {
            var proposal = propose.propose(place.run, call);
            outbox.add(proposal.event(PlainText.of(rationale, MAX_RATIONALE), origins.of(call.arguments())));
            return new Step(
                    proposal.action().id(),
                    place.run.id(),
                    place.turn,
                    place.position,
                    place.call.id(),
                    place.call.name(),
                    call.tool().name(),
                    proposal.sentence(),
                    StepState.PROPOSED,
                    proposal.bytes().digest().value(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    place.run.now(),
                    null,
                    null,
                    null);
        } catch (MalformedJson e) {
            return invalid(
                    place,
                    call.tool().name(),
                    "schema_violation",
                    List.of("arguments: " + e.reason().text()));
        }
    }

    private Optional<Step> repeated(Run run, List<Step> added) {
        var all = steps.of(run.id());
        return added.stream()
                .filter(step -> Mistakes.same(all, step) >= config.maxSameMistakes())
                .findFirst();
    }

    /** The audit is told of each mistake once a run, and of so many mistakes at most. */
    private Step invalid(Place place, String tool, String code, List<String> violations) {
        var run = place.run;
        var step = notProposed(
                place, tool, StepState.INVALID, String.join("; ", violations), InvalidCall.message(violations));
        var before = steps.of(run.id());
        int same = Mistakes.same(before, step);
        if (same == 0 && Mistakes.different(before) < Mistakes.MAX_EVENTS) {
            outbox.add(new SecurityEvent(
                    Service.PLANNER,
                    code,
                    "The model asked for a tool call that is not valid; it was not proposed",
                    run.id(),
                    run.principal(),
                    run.now()));
        }
        return same == 0
                ? step
                : notProposed(
                        place, tool, StepState.INVALID, step.reason(), InvalidCall.repeated(violations, same + 1));
    }

    private static Step notProposed(Place place, String tool, StepState state, String reason, String message) {
        var run = place.run;
        return new Step(
                Ids.next(),
                run.id(),
                place.turn,
                place.position,
                place.call.id(),
                place.call.name(),
                tool,
                null,
                state,
                null,
                null,
                null,
                reason,
                null,
                message,
                run.now(),
                run.now(),
                null,
                null);
    }

    private void report(Run run, int turn, List<Step> added) {
        int invalid = (int)
                added.stream().filter(step -> step.state() == StepState.INVALID).count();
        int proposed =
                (int) added.stream().filter(step -> step.state().proposed()).count();
        feed.append(run.id(), new FeedEntry.Turn(turn, proposed, invalid));
        added.forEach(step -> feed.append(run.id(), new FeedEntry.StepChanged(StepView.of(step))));
        news.step(run, TurnWords.of(turn, added, tools));
    }
}
