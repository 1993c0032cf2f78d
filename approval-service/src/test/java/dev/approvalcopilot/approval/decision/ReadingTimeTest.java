package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReadingTimeTest {
    private static final Person ADA = Person.ada();

    @Inject
    Jdbi jdbi;

    private static UUID heldForReading() {
        var action = AnAction.postingAMessage().wantingToBeRead(Duration.ofMinutes(2));
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    /** Lets time pass since the person was shown it. */
    private void pass(UUID action, int seconds) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update shown_actions set at = at - make_interval(secs => :seconds) where action = :action")
                .bind("seconds", (double) seconds)
                .bind("action", action)
                .execute());
    }

    @Test
    void anApprovalBeforeItsTimeIsToldHowLongItIs() {
        var id = heldForReading();

        ADA.approves(id)
                .then()
                .statusCode(409)
                .header("Retry-After", notNullValue())
                .body("type", endsWith(":too_soon"))
                .body("remaining_seconds", both(greaterThan(110)).and(lessThanOrEqualTo(120)));
        pass(id, 60);
        ADA.approves(id)
                .then()
                .statusCode(409)
                .body("remaining_seconds", both(greaterThan(30)).and(lessThanOrEqualTo(60)));
        pass(id, 60);
        ADA.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));
    }

    @Test
    void theTimeRunsFromTheFirstLookAndSaysUntilWhen() {
        var id = heldForReading();
        var first = Instant.parse(ADA.sees(id).getString("readUntil"));

        assertThat(Instant.parse(ADA.sees(id).getString("readUntil"))).isEqualTo(first);
        assertThat(first).isBetween(Instant.now().plusSeconds(90), Instant.now().plusSeconds(121));
    }

    @Test
    void aListIsNoLook() {
        var id = heldForReading();

        ADA.asks().get("/api/actions?state=PENDING").then().statusCode(200);

        assertThat(looks(id)).isZero();
    }

    @Test
    void aRejectionWaitsForNothing() {
        var id = heldForReading();

        ADA.rejects(id, "no").then().statusCode(200);
    }

    private int looks(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from shown_actions where action = :action")
                .bind("action", action)
                .mapTo(Integer.class)
                .one());
    }
}
