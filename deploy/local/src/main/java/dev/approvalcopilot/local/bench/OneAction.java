package dev.approvalcopilot.local.bench;

import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.ServerSentEvent;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * One action from the goal to the end of its run, as a person's program lives it: gives the goal, follows the run's events,
 * reads the action, approves what it read, waits for the end. Used once.
 */
final class OneAction {
    /** A message is a write that needs no fresh login: what most held actions are. */
    private static final String CHANNEL = "#random";

    private final CopilotClient client;
    private final Duration limit;
    private final Map<Moment, Instant> moments = new EnumMap<>(Moment.class);
    private String digest = "";

    /** @param limit of the whole life */
    OneAction(CopilotClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** @param text of the message, without quotes */
    Life live(String text) throws InterruptedException {
        try {
            reached(Moment.STARTED);
            return follow(client.startRun("post '" + text + "' to " + CHANNEL));
        } catch (ApiRefused e) {
            return new Life.Failed("refused: " + e.problem().code());
        } catch (UncheckedIOException | IllegalStateException e) {
            return new Life.Failed(String.valueOf(e.getMessage()));
        }
    }

    private Life follow(Run run) throws InterruptedException {
        var end = moments.get(Moment.STARTED).plus(limit);
        try (var events = client.followRun(run.id())) {
            while (true) {
                var event = events.next(Duration.between(Instant.now(), end));
                if (event.isEmpty()) {
                    return new Life.Failed("not at its end after " + limit.toSeconds() + " s");
                }
                var life = react(run, event.get());
                if (life.isPresent()) {
                    return life.get();
                }
            }
        }
    }

    private record StepChanged(Step step) {}

    private record Ended(Run.Status status, Run.Failure failure) {}

    /** Empty while it goes on. */
    private Optional<Life> react(Run run, ServerSentEvent event) {
        return switch (event.name()) {
            case "step" -> step(event.as(StepChanged.class).step());
            case "ended" -> Optional.of(ended(run, event.as(Ended.class)));
            default -> Optional.empty(); // started, thinking, turn, retrying: on the way
        };
    }

    private Optional<Life> step(Step step) {
        if (step.state() == State.PENDING && digest.isEmpty()) {
            reached(Moment.SEEN);
            return decide(step);
        }
        return step.state().isFinal() && step.state() != State.SUCCEEDED
                ? Optional.of(new Life.Failed(step.state() + (step.reason() == null ? "" : ": " + step.reason())))
                : Optional.empty();
    }

    private Optional<Life> decide(Step step) {
        var shown = client.action(step.id());
        digest = shown.digest();
        reached(Moment.SENT);
        var verdict = client.approve(shown);
        reached(Moment.ANSWERED);
        return switch (verdict) {
            case Verdict.Decided _ -> Optional.empty();
            case Verdict.LoginNeeded _ -> Optional.of(new Life.Failed("it asked for a fresh login"));
            case Verdict.Declined(var problem) -> Optional.of(new Life.Failed("not decided: " + problem.code()));
        };
    }

    private Life ended(Run run, Ended end) {
        reached(Moment.ENDED);
        if (end.status() == Run.Status.COMPLETED && !digest.isEmpty()) {
            return new Life.Finished(run.id(), digest, moments);
        }
        var why = end.failure() == null ? "" : ": " + end.failure().code();
        return new Life.Failed(digest.isEmpty() ? "the run ended without an action" + why : end.status() + why);
    }

    private void reached(Moment moment) {
        moments.put(moment, Instant.now());
    }
}
