package dev.approvalcopilot.approval.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Marks, cool-down and repetition. The stack of the tests has a cool-down at HIGH only. */
@QuarkusTest
class LikeRejectedTest {
    private static final Person ADA = Person.ada();

    private final UUID run = Ids.next();
    private final String channel = "#c-" + run.toString().substring(24);

    @Inject
    Jdbi jdbi;

    private AnAction asked() {
        return AnAction.postingAMessage().with("channel", channel).inRun(run).classified(RiskLevel.HIGH);
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private UUID rejected(String reason) {
        var id = held(asked());
        ADA.rejects(id, reason).then().statusCode(200);
        return id;
    }

    /** Lets time pass since it was shown, and since anything was rejected. */
    private void pass(UUID action, int seconds) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update shown_actions set at = at - make_interval(secs => ?) where action = ?",
                    (double) seconds,
                    action);
            handle.execute(
                    "update approvals set decided_at = decided_at - make_interval(secs => ?) where run = ?",
                    (double) seconds,
                    run);
        });
    }

    @Test
    void theLikeOfARejectedOneSaysWhenAndWhyInListAndDetail() {
        var first = rejected("Too loud");
        var second = held(asked().with("text", "Other words, the same channel."));

        var seen = ADA.sees(second);
        assertThat(seen.getString("likeRejected.action")).isEqualTo(first.toString());
        assertThat(seen.getString("likeRejected.reason")).isEqualTo("Too loud");
        assertThat(seen.getBoolean("likeRejected.yours")).isTrue();
        ADA.asks()
                .get("/api/actions?state=PENDING&run=" + run)
                .then()
                .body("actions[0].likeRejected.action", equalTo(first.toString()));
    }

    @Test
    void anotherTargetIsNotAlike() {
        rejected("Too loud");
        var other = held(asked().with("channel", channel + "-quiet"));

        assertThat(ADA.sees(other).getString("likeRejected")).isNull();
    }

    @Test
    void theMarkIsGoneOnceALikeWasApproved() {
        rejected("Not yet");
        var second = held(asked());
        ADA.sees(second);
        pass(second, 60);
        ADA.approves(second).then().statusCode(200);

        assertThat(ADA.sees(held(asked())).getString("likeRejected")).isNull();
    }

    @Test
    void anAnswerIsNoRejection() {
        var first = held(asked());
        ADA.answers(first, "Say it on Friday").then().statusCode(200);

        assertThat(ADA.sees(held(asked())).getString("likeRejected")).isNull();
    }

    @Test
    void afterAWeekItIsForgotten() {
        rejected("Not this week");
        var second = held(asked());
        pass(second, 8 * 24 * 3600);

        assertThat(ADA.sees(second).getString("likeRejected")).isNull();
    }

    @Test
    void approvingTheLikeOfARejectedOneHasToWait() {
        rejected("Too loud");
        var second = held(asked());

        ADA.approves(second)
                .then()
                .statusCode(409)
                .body("type", endsWith(":too_soon"))
                .body("why", equalTo("LIKE_REJECTED"))
                .body("detail", containsString("like one that was rejected"))
                .body("remaining_seconds", both(greaterThan(20)).and(lessThanOrEqualTo(30)));
        assertThat(ADA.sees(second).getString("readWhy")).contains("like one that was rejected");
        pass(second, 30);
        ADA.approves(second).then().statusCode(200);
    }

    @Test
    void whatIsHighWantsToBeReadForSecondsWithoutAnyPolicy() {
        var id = held(asked());
        ADA.sees(id);
        pass(id, -60); // as if it were shown in a minute, so that no slow machine lets the two seconds pass

        ADA.approves(id)
                .then()
                .statusCode(409)
                .header("Retry-After", notNullValue())
                .body("remaining_seconds", both(greaterThan(40)).and(lessThanOrEqualTo(62)))
                .body("why", equalTo("LEVEL"));
        pass(id, 63);
        ADA.approves(id).then().statusCode(200);
    }

    @Test
    void anAgentThatAsksAgainAndAgainInARunIsToldInsteadOfAsking() {
        rejected("No");
        rejected("No");
        rejected("No, really");
        var fourth = asked();
        Topics.send(fourth.build());

        var told = Topics.await1(fourth.id(), ActionDecided.Rejected.class);
        assertThat(told.by()).isEqualTo("policy:repeat");
        assertThat(told.reason()).contains("rejected this in this run several times");
        assertThat(Topics.seen(fourth.id(), ActionDecided.Pending.class)).isEmpty();
    }

    @Test
    void anotherAgentAnotherTargetAndAnotherRunStillAsk() {
        rejected("No");
        rejected("No");
        rejected("No");

        held(asked().askedBy("another"));
        held(asked().with("channel", channel + "-other"));
        held(asked().inRun(Ids.next()));
    }
}
