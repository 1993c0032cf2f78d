package dev.approvalcopilot.approval.attention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In the stack of the tests, the agent "talkative" may have three actions wait for a person, and ask for five an hour. */
@QuarkusTest
class AgentLimitsTest {
    private static UUID ask(String principal) {
        var action = AnAction.postingAMessage().of(principal).askedBy("talkative");
        Topics.send(action.build());
        return action.id();
    }

    private static UUID held(String principal) {
        var id = ask(principal);
        Topics.await1(id, ActionDecided.Pending.class);
        return id;
    }

    private static ActionDecided.Rejected refused(UUID id) {
        var told = Topics.await1(id, ActionDecided.Rejected.class);
        assertThat(told.by()).isEqualTo("policy:agent_limit");
        return told;
    }

    @Test
    void beyondItsLimitAnAgentIsToldToWaitAndThatIsReportedOnce() {
        var bob = Person.bob();
        var first = held(bob.sub());
        IntStream.range(0, 2).forEach(_ -> held(bob.sub()));

        var fourth = ask(bob.sub());
        var fifth = ask(bob.sub());
        assertThat(refused(fourth).reason()).contains("too much at once");
        refused(fifth);
        assertThat(Topics.await1(fourth, SecurityEvent.class).code()).isEqualTo("agent_limit");
        assertThat(Topics.seen(fifth, SecurityEvent.class)).isEmpty();
        assertThat(Topics.seen(fourth, ActionDecided.Pending.class)).isEmpty();

        bob.rejects(first, "No").then().statusCode(200);
        var sixth = held(bob.sub());
        bob.rejects(sixth, "No").then().statusCode(200);
        var seventh = held(bob.sub());
        bob.rejects(seventh, "No").then().statusCode(200);
        refused(ask(bob.sub())); // the sixth of this hour that was let through
    }

    @Test
    void itsLimitIsForEachPerson() {
        IntStream.range(0, 3).forEach(_ -> held(Person.carol().sub()));
        held("auth0|dora");
    }
}
