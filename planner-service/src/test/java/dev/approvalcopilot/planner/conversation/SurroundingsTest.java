package dev.approvalcopilot.planner.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.planner.PlannerConfigTest;
import dev.approvalcopilot.planner.run.Run;
import dev.approvalcopilot.planner.run.RunStatus;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SurroundingsTest {

    private static final Clock NEW_YEARS_EVE = Clock.fixed(Instant.parse("2026-12-31T23:30:59Z"), ZoneOffset.UTC);
    private static final List<ChatMessage> CONVERSATION =
            List.of(SystemMessage.from("You plan.\n"), UserMessage.from("Tomorrow at noon."));

    @Test
    void theModelIsToldDateTimeZoneAndLanguageOfThePerson() {
        assertThat(told("Europe/Berlin", "de-DE", Map.of()))
                .isEqualTo(
                        "You plan.\nIt is Friday, 1 January 2027, 00:30 (2027-01-01T00:30:00+01:00). The person's time zone is"
                                + " Europe/Berlin: times that they name are meant there. Their language is German (Germany) (de-DE).");
    }

    @Test
    void whoDidNotSayTheirsHasTheInstallations() {
        assertThat(told(null, null, Map.of("planner.time-zone", "Asia/Tokyo", "planner.locale", "ja-JP")))
                .contains("Friday, 1 January 2027, 08:30", "Asia/Tokyo", "(ja-JP)");
        assertThat(told(null, null, Map.of())).contains("Thursday, 31 December 2026, 23:30", "UTC", "(en)");
    }

    @Test
    void theRestOfTheConversationStaysAsItIs() {
        var surroundings = new Surroundings(NEW_YEARS_EVE, PlannerConfigTest.config(Map.of()));
        assertThat(surroundings.tell(run(null, null), CONVERSATION).subList(1, 2))
                .isEqualTo(CONVERSATION.subList(1, 2));
    }

    private static String told(String zone, String locale, Map<String, String> keys) {
        var surroundings = new Surroundings(NEW_YEARS_EVE, PlannerConfigTest.config(keys));
        return ((SystemMessage)
                        surroundings.tell(run(zone, locale), CONVERSATION).getFirst())
                .text();
    }

    private static Run run(String zone, String locale) {
        var now = Instant.parse("2020-01-01T00:00:00Z");
        return new Run(
                UUID.randomUUID(),
                "auth0|ada",
                "planner",
                "Tomorrow at noon.",
                RunStatus.THINKING,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                zone,
                locale,
                "correlation",
                now,
                null,
                now);
    }
}
