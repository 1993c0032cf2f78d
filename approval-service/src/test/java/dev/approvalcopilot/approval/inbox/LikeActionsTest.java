package dev.approvalcopilot.approval.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.identity.KnownPerson;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada's messages to a channel of their own. */
@QuarkusTest
class LikeActionsTest {
    @Inject
    Jdbi jdbi;

    @Inject
    People people;

    private String channel;

    @BeforeEach
    void nameTheChannel() {
        channel = "#c" + Ids.next().toString().substring(24);
    }

    private UUID held(String text) {
        var message = AnAction.postingAMessage().with("channel", channel).with("text", text);
        Topics.send(message.build());
        Topics.await1(message.id(), ActionDecided.Pending.class);
        return message.id();
    }

    private void approved(String text) {
        Person.ada().approves(held(text)).then().statusCode(200);
    }

    private JsonPath like(String text) {
        return Person.ada().sees(held(text));
    }

    @Test
    void identicalArgumentsAreCountedToTheLetter() {
        approved("Hello");
        approved("Hello");

        var seen = like("Hello");

        assertThat(seen.getInt("like.same.approved")).isEqualTo(2);
        assertThat(seen.getInt("like.otherText.approved")).isZero();
        assertThat(seen.getList("like.latest")).hasSize(2);
        assertThat(seen.getString("like.difference")).isNull();
    }

    @Test
    void aMessageWithHiddenCharactersWasNeverSentBeforeAndTheDifferenceIsThere() {
        approved("Hello");
        approved("Hello");

        var seen = like("Hel\u200blo");

        assertThat(seen.getInt("like.same.approved")).isZero();
        assertThat(seen.getList("like.latest")).isEmpty();
        assertThat(seen.getInt("like.otherText.approved")).isEqualTo(2);
        assertThat(seen.getString("like.difference.changes[0].argument")).isEqualTo("text");
        assertThat(seen.getString("like.difference.changes[0].before")).isEqualTo("Hello");
        assertThat(seen.getString("like.difference.changes[0].after")).isEqualTo("Hel\u200blo");
    }

    @Test
    void whoDecidedIsNamedAsPeopleKnowThem() {
        approved("Hello");
        approved("Good evening");
        var sub = "auth0|" + Ids.next();
        people.seen(new KnownPerson(sub, Optional.empty(), Optional.of("dana@acme.example"), Set.of()));
        jdbi.useHandle(handle -> handle.execute(
                "update approvals set decided_by = ? where sentence like '%' || ? || '%'", sub, channel));

        var seen = like("Hello");

        assertThat(seen.getString("like.latest[0].byName")).isEqualTo("dana@acme.example");
        assertThat(seen.getString("like.difference.past.byName")).isEqualTo("dana@acme.example");
        assertThat(seen.getString("like.latest[0].by")).isEqualTo(sub);
    }

    @Test
    void nothingIsSaidOfTheArgumentsOfThoseThatWereHeldBeforeTheyWereCompared() {
        approved("Hello");
        jdbi.useHandle(handle -> handle.execute(
                "update approvals set arguments_digest = null where sentence like '%' || ? || '%'", channel));

        var seen = like("Hello");

        assertThat(seen.getInt("like.same.approved")).isZero();
        assertThat(seen.getInt("like.otherText.approved")).isZero();
        assertThat(seen.getInt("like.unknown")).isEqualTo(1);
    }
}
