package dev.approvalcopilot.local.demo;

import dev.approvalcopilot.local.client.ApiRefused;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.Providers;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.Run.Step;
import dev.approvalcopilot.local.client.ServerSentEvent;
import dev.approvalcopilot.local.stack.Installation;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The main job on a running installation: a person gives a goal, the agent plans, the person decides, the gateway acts, the
 * audit log shows it. Only what the APIs, the providers' ledger and the audit log say counts.
 */
public final class Demo {
    /** What the person asks for. */
    public static final String GOAL = "Clean up after the website relaunch: look at the open issues of octo/website,"
            + " tell " + Approver.UNWANTED_CHANNEL
            + " that the relaunch is done, and delete the repository octo/old-site.";

    private static final String PERSON = "ada";
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);
    private static final Duration AUDIT_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Story story;
    private final String next;
    private final Providers providers;
    private final Person person;
    private final CopilotClient client;
    private final Seen seen = new Seen();
    private final Approver approver;
    private String ending = "";

    /** @param next what to open or do afterwards, told at the end */
    public Demo(Installation installation, Story story, String next) {
        this.story = story;
        this.next = next;
        this.providers = new Providers(installation);
        this.person = Person.of(installation, PERSON);
        this.client = new CopilotClient(installation, person);
        this.approver = new Approver(person, client, story, seen);
    }

    /** @throws DemoFailed when anything is not as it should be; the story was told so */
    public void run() throws DemoFailed, InterruptedException {
        try {
            // The goal deletes a repository, so a second demo on the same stack needs the stand-ins' seed again. It
            // also
            // empties their ledger: all effects found at the end are this run's, or nobody's.
            providers.reset();
            var run = begin();
            follow(run.id());
            prove(run.id());
        } catch (DemoFailed e) {
            story.fail(e.differences());
            throw e;
        } catch (ApiRefused | UncheckedIOException | IllegalStateException e) {
            story.fail(List.of(String.valueOf(e.getMessage())));
            throw new DemoFailed(String.valueOf(e.getMessage()));
        }
    }

    private Run begin() {
        story.chapter(Chapter.GOAL);
        var begin = Instant.now();
        person.token("https://copilot.local/planner", "runs:read runs:write");
        story.tell(Moment.now("", person.name() + " logs in at Auth0", "code flow with PKCE")
                .since(begin));
        story.quote(person.name(), GOAL);
        var run = client.startRun(GOAL);
        story.tell(Moment.now("", "Agent " + run.agent() + " begins a run", "thinking")
                .with("run", run.id().toString()));
        return run;
    }

    private void follow(UUID run) throws DemoFailed, InterruptedException {
        try (var events = client.followRun(run)) {
            while (ending.isEmpty()) {
                var event = events.next(SILENCE_LIMIT);
                if (event.isEmpty()) {
                    throw new DemoFailed("nothing happened for " + SILENCE_LIMIT.toSeconds() + " s; the run is "
                            + client.run(run).status());
                }
                react(event.get());
            }
        }
    }

    private void react(ServerSentEvent event) throws DemoFailed {
        switch (event.name()) {
            case "step" -> step(event.as(StepChanged.class).step());
            case "thinking" -> story.tell(Moment.now("", "The agent reads the outcomes", "thinking"));
            case "retrying" -> story.tell(Moment.now("", "The model does not answer", "trying again"));
            case "ended" -> ended(event.as(Ended.class));
            default -> {} // started, turn: the lines around them say it
        }
    }

    private record StepChanged(Step step) {}

    private record Ended(Run.Status status, String answer, Run.Failure failure) {}

    private void step(Step step) throws DemoFailed {
        switch (step.state()) {
            case PROPOSED -> {
                story.chapter(Chapter.PLAN);
                story.tell(Moment.now("", step.sentence(), "proposed"));
            }
            case PENDING -> approver.decideOn(step.id());
            case DISPATCHING -> outcome(step, "token issued, call sent");
            case SUCCEEDED -> outcome(step, "done");
            case FAILED -> outcome(step, "the provider said no");
            case REFUSED -> outcome(step, "refused by the gateway");
            case UNKNOWN -> outcome(step, "may have happened");
            case EXPIRED -> outcome(step, "expired");
            case CANCELLED -> outcome(step, "cancelled");
            case INVALID -> outcome(step, "not possible like this");
            case APPROVED, REJECTED -> {} // told when it was decided
        }
    }

    private void outcome(Step step, String words) {
        if (seen.approvedAfterFreshLogin.containsKey(step.id())) {
            story.chapter(Chapter.OUTCOME);
        }
        var moment = Moment.now(step.level() == null ? "" : step.level().name(), step.sentence(), words);
        var decided = seen.decidedAt.get(step.id());
        story.tell((decided == null ? moment : moment.since(decided)).with("reason", step.reason()));
    }

    private void ended(Ended end) throws DemoFailed {
        story.chapter(Chapter.OUTCOME);
        ending = end.status().name();
        if (end.status() != Run.Status.COMPLETED) {
            throw new DemoFailed("the run ended " + end.status()
                    + (end.failure() == null ? "" : ": " + end.failure().text()));
        }
        story.quote("the agent", end.answer());
    }

    private void prove(UUID run) throws DemoFailed, InterruptedException {
        story.chapter(Chapter.PROOF);
        var effects = providers.effectsAfter(0);
        var entries = awaitTimeline(run);
        tellEffects(effects);
        tellTimeline(entries);
        var differences = new ArrayList<>(Proof.effects(seen.approved.values(), person.sub(), effects));
        differences.addAll(Proof.timeline(seen, entries));
        differences.addAll(untold());
        if (!differences.isEmpty()) {
            throw new DemoFailed(differences);
        }
        story.end(shown(effects.size(), entries.size()), next);
    }

    private void tellEffects(List<Effect> effects) {
        effects.forEach(effect -> {
            var action = seen.approved.values().stream()
                    .filter(approved -> approved.digest().equals(effect.auditContext()))
                    .findFirst();
            var level = action.map(found -> found.level().name()).orElse("");
            story.tell(new Moment(
                            effect.at(),
                            level,
                            effect.summary(),
                            "in the ledger of " + effect.provider(),
                            null,
                            Map.of())
                    .with("token for", effect.auditContext()));
        });
    }

    /** In the order of the services' own clocks; the log's order is that of arrival. */
    private void tellTimeline(List<AuditEntry> entries) {
        entries.stream()
                .sorted(Comparator.comparing(AuditEntry::time))
                .forEach(entry ->
                        story.tell(new Moment(entry.time(), "", entry.summary(), entry.kind(), null, Map.of())));
    }

    /** The log is written a moment after the events. */
    private List<AuditEntry> awaitTimeline(UUID run) throws InterruptedException {
        var end = Instant.now().plus(AUDIT_LIMIT);
        var entries = client.auditOfRun(run);
        while (!Proof.timeline(seen, entries).isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(POLL);
            entries = client.auditOfRun(run);
        }
        return entries;
    }

    /** What belongs to the story and did not happen. */
    private List<String> untold() {
        var missing = new ArrayList<String>();
        if (seen.approved.values().stream().allMatch(action -> action.changesSomething())) {
            missing.add("nothing was read");
        }
        if (seen.rejected.isEmpty()) {
            missing.add("nothing was rejected");
        }
        if (seen.approved.values().stream().noneMatch(action -> action.tool().equals("slack.post_message"))) {
            missing.add("the agent did not answer the rejection with another message");
        }
        if (seen.approvedAfterFreshLogin.isEmpty()) {
            missing.add("no critical action was approved after a fresh login");
        }
        return missing;
    }

    private List<String> shown(int effects, int entries) {
        var shown = new ArrayList<String>();
        seen.approved
                .values()
                .forEach(action -> shown.add(action.level() + ": \"" + action.sentence() + "\" was approved"
                        + (seen.approvedAfterFreshLogin.containsKey(action.id()) ? " after a fresh login" : "")
                        + " and done"));
        seen.rejected
                .values()
                .forEach(action -> shown.add(action.level() + ": \"" + action.sentence()
                        + "\" was rejected with a reason, and the agent proposed something else"));
        shown.add(
                "the providers hold " + effects + " effects, each approved, each once, each with its action's digest");
        shown.add("the audit log holds " + entries + " entries of this run");
        return shown;
    }
}
