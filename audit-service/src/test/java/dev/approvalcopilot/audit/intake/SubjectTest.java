package dev.approvalcopilot.audit.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.audit.entry.About;
import dev.approvalcopilot.audit.testing.Story;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectTest {

    private static final Story STORY = Story.of("ada");
    private static final About WHOLE =
            new About(STORY.id(), STORY.run(), "auth0|ada", "planner", "github.delete_repository");
    private static final Function<UUID, Optional<About>> NOTHING_KNOWN = _ -> Optional.empty();

    static Stream<Event> eventsOfAnAction() {
        return Stream.of(
                STORY.proposed(),
                STORY.classified(),
                STORY.pending(),
                STORY.approved(),
                STORY.granted(),
                STORY.succeeded());
    }

    @ParameterizedTest
    @MethodSource("eventsOfAnAction")
    void readsEverythingFromTheEventItself(Event event) {
        assertThat(Subject.of(received(event), NOTHING_KNOWN)).isEqualTo(WHOLE);
    }

    @Test
    void readsARun() {
        assertThat(Subject.of(received(STORY.runStarted()), NOTHING_KNOWN))
                .isEqualTo(new About(null, STORY.run(), "auth0|ada", "planner", null));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "all, -, -, -",
                "connection:github, -, -, -",
                "person:auth0|ada, auth0|ada, -, -",
                "agent:planner, -, planner, -",
                "tool:slack.post_message, -, -, slack.post_message"
            })
    void aHaltIsAboutWhatItStops(String scope, String principal, String agent, String tool) {
        var halt = new HaltChanged(HaltScope.parse(scope), true, "Mad.", "auth0|olga", 0, Instant.now());

        assertThat(Subject.of(received(halt), NOTHING_KNOWN)).isEqualTo(new About(null, null, principal, agent, tool));
    }

    @Test
    void asksEarlierEntriesWhenAnEventNamesOnlyAnId() {
        var event = received(STORY.security(Service.GATEWAY));

        assertThat(Subject.of(event, id -> id.equals(STORY.id()) ? Optional.of(WHOLE) : Optional.empty()))
                .isEqualTo(WHOLE);
        assertThat(Subject.of(event, NOTHING_KNOWN)).isEqualTo(About.NOTHING);
    }

    @Test
    void takesTheEventsOwnPrincipalBeforeAKnownOne() {
        var event = new SecurityEvent(Service.RISK, "code", "Text.", STORY.id(), "auth0|bob", Instant.now());

        assertThat(Subject.of(received(event), _ -> Optional.of(WHOLE)).principal())
                .isEqualTo("auth0|bob");
    }

    private static ReceivedEvent received(Event event) {
        return new ReceivedEvent(
                Ids.next().toString(),
                "/planner",
                EventType.of(event).type(),
                event.key(),
                Instant.now(),
                "topic",
                0,
                0,
                event.key(),
                "correlation",
                Json.MAPPER.valueToTree(event),
                Digest.of(new byte[0]));
    }
}
