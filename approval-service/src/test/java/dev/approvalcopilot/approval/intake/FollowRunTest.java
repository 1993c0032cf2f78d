package dev.approvalcopilot.approval.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.RunChanged;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FollowRunTest {
    @Inject
    Jdbi jdbi;

    private static RunChanged cancelled(UUID run, String principal) {
        return new RunChanged(
                run, principal, "planner", RunChanged.Change.CANCEL_ASKED, null, "cancel asked", null, Instant.now());
    }

    @Test
    void cancelsWhatWaits() {
        var run = Ids.next();
        var message = AnAction.postingAMessage().inRun(run);
        Topics.send(message.build());
        Topics.await1(message.id(), ActionDecided.Pending.class);

        Topics.send(cancelled(run, "auth0|ada"));

        assertThat(Topics.await1(message.id(), ActionDecided.Cancelled.class).by())
                .isEqualTo("auth0|ada");
        Person.ada()
                .approves(message.id())
                .then()
                .statusCode(409)
                .body("type", Matchers.endsWith(":already_decided"))
                .body("state", Matchers.equalTo("CANCELLED"));
    }

    @Test
    void cancelsWhatArrivesLater() {
        var run = Ids.next();
        var first = AnAction.postingAMessage().inRun(run);
        Topics.send(first.build());
        Topics.await1(first.id(), ActionDecided.Pending.class);
        Topics.send(cancelled(run, "auth0|ada"));
        Topics.await1(first.id(), ActionDecided.Cancelled.class);

        var late = AnAction.postingAMessage().inRun(run);
        Topics.send(late.build());

        Topics.await1(late.id(), ActionDecided.Cancelled.class);
        assertThat(Topics.seen(late.id(), ActionDecided.Pending.class)).isEmpty();
    }

    @Test
    void aCancelMayComeBeforeEverythingElse() {
        var run = Ids.next();
        Topics.send(cancelled(run, "auth0|ada"));
        await().until(() -> jdbi.withHandle(handle ->
                handle.createQuery("select count(*) from runs where id = :run and cancel_asked_at is not null")
                                .bind("run", run)
                                .mapTo(Integer.class)
                                .one()
                        == 1));

        var late = AnAction.postingAMessage().inRun(run);
        Topics.send(late.build());

        Topics.await1(late.id(), ActionDecided.Cancelled.class);
        assertThat(Person.ada().sees(late.id()).getString("state")).isEqualTo("CANCELLED");
    }

    @Test
    void leavesAnotherPersonsActionsAlone() {
        var run = Ids.next();
        var message = AnAction.postingAMessage().inRun(run);
        var marker = AnAction.postingAMessage().of("auth0|bob").inRun(run);
        Topics.send(message.build());
        Topics.await1(message.id(), ActionDecided.Pending.class);

        Topics.send(cancelled(run, "auth0|bob"));
        Topics.send(marker.build());
        Topics.await1(marker.id(), ActionDecided.Pending.class);

        assertThat(Person.ada().sees(message.id()).getString("state")).isEqualTo("PENDING");
    }
}
