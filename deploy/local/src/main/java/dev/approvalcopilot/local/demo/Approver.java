package dev.approvalcopilot.local.demo;

import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.client.Verdict;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;

/** The person of the story: reads, rejects the message to #team-web, approves the rest, logs in again where asked to. */
final class Approver {
    static final String UNWANTED_CHANNEL = "#team-web";
    static final String REJECTION = "say it in #general instead";

    private static final String CHALLENGE = "insufficient_user_authentication";

    private final Person person;
    private final CopilotClient client;
    private final Story story;
    private final Seen seen;

    Approver(Person person, CopilotClient client, Story story, Seen seen) {
        this.person = person;
        this.client = client;
        this.story = story;
        this.seen = seen;
    }

    void decideOn(UUID id) throws DemoFailed {
        var action = client.action(id);
        if (action.state() != State.PENDING || seen.decided(id)) {
            return;
        }
        story.chapter(action.needsFreshLogin() ? Chapter.STEP_UP : Chapter.DECISION);
        story.tell(held(action));
        if (isUnwanted(action)) {
            reject(action);
        } else if (action.needsFreshLogin()) {
            approveAfterFreshLogin(action);
        } else {
            approve(action);
        }
    }

    private static boolean isUnwanted(Action action) {
        return action.tool().equals("slack.post_message")
                && action.arguments().path("channel").asText().equals(UNWANTED_CHANNEL);
    }

    private Moment held(Action action) {
        return Moment.now(action.level().name(), action.sentence(), "waits for " + person.name())
                .since(action.createdAt())
                .with("payload", payload(action))
                .with("scopes", scopes(action))
                .with(
                        "why",
                        action.review().reasons().stream().map(Reason::text).collect(Collectors.joining("\n")))
                .with("undo", action.reversibilityWords())
                .with("question", action.question())
                .with("beyond", action.beyond())
                .with("account", action.connectHint());
    }

    private static String payload(Action action) {
        return action.arguments().properties().stream()
                .map(argument -> argument.getKey() + ": "
                        + (argument.getValue().isTextual()
                                ? argument.getValue().textValue()
                                : argument.getValue().toString()))
                .collect(Collectors.joining("\n"));
    }

    private static String scopes(Action action) {
        var review = action.review();
        return switch (review.scopeMode()) {
            case NARROWABLE, FIXED -> String.join(", ", review.scopes());
            case NONE -> "none: no token is asked for";
            case UNREPORTED -> String.join(", ", review.permissions()) + " (the provider reports no scopes)";
        };
    }

    private void approve(Action action) throws DemoFailed {
        var begin = Instant.now();
        switch (client.approve(action)) {
            case Verdict.Decided decided -> approved(action, decided, begin);
            case Verdict.LoginNeeded _ ->
                throw new DemoFailed("\"" + action.sentence() + "\" asked for a fresh login, but is " + action.level()
                        + " and did not say so before");
            case Verdict.Declined declined -> throw refused(action, declined);
        }
    }

    private void approved(Action action, Verdict.Decided decided, Instant begin) throws DemoFailed {
        if (decided.state() != State.APPROVED) {
            throw new DemoFailed("\"" + action.sentence() + "\" is " + decided.state() + " after an approval");
        }
        seen.approved.put(action.id(), action);
        seen.decidedAt.put(action.id(), Instant.now());
        story.tell(
                Moment.now(action.level().name(), action.sentence(), "approved").since(begin));
    }

    private void reject(Action action) throws DemoFailed {
        var begin = Instant.now();
        switch (client.reject(action, REJECTION)) {
            case Verdict.Decided _ -> {
                seen.rejected.put(action.id(), action);
                seen.decidedAt.put(action.id(), Instant.now());
                story.tell(Moment.now(action.level().name(), action.sentence(), "rejected")
                        .since(begin)
                        .with("reason", REJECTION));
            }
            case Verdict.LoginNeeded _ -> throw new DemoFailed("a rejection asked for a fresh login");
            case Verdict.Declined declined -> throw refused(action, declined);
        }
    }

    /** Once without a fresh login, to be refused; then with one. */
    private void approveAfterFreshLogin(Action action) throws DemoFailed {
        var begin = Instant.now();
        switch (client.approve(action)) {
            case Verdict.Decided _ ->
                throw new DemoFailed("\"" + action.sentence() + "\" was approved without a fresh login");
            case Verdict.Declined declined -> throw refused(action, declined);
            case Verdict.LoginNeeded needed -> {
                story.tell(Moment.now(action.level().name(), action.sentence(), "refused: 401, log in again")
                        .since(begin)
                        .with("challenge", needed.challenge().replace(", ", ",\n")));
                if (!needed.challenge().contains(CHALLENGE)
                        || !needed.challenge().contains("max_age=\"0\"")) {
                    throw new DemoFailed("the 401 carries no challenge of RFC 9470: " + needed.challenge());
                }
                logIn(needed);
                approve(action);
                seen.approvedAfterFreshLogin.put(action.id(), action);
            }
        }
    }

    private void logIn(Verdict.LoginNeeded needed) throws DemoFailed {
        var begin = Instant.now();
        try {
            person.stepUp(needed.stepUp());
        } catch (IllegalStateException e) {
            throw new DemoFailed("the fresh login did not come through: " + e.getMessage());
        }
        story.tell(Moment.now("", person.name() + " logs in again at Auth0", "password and second factor")
                .since(begin)
                .with("counts for", "this action only; Auth0 signs that, and the gateway checks it by itself"));
    }

    private static DemoFailed refused(Action action, Verdict.Declined declined) {
        return new DemoFailed("the decision on \"" + action.sentence() + "\" was answered " + declined.problem());
    }
}
