package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleCalendarTest {

    private static final String EVENTS = "/calendar/v3/calendars/primary/events";
    private static final String LUNCH = EVENTS + "/6h1c1lunchbob";

    private Client client;

    @BeforeEach
    void start() throws IOException {
        client = new Client(Tokens.ofAdaAndBob());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static ObjectNode event(String id) {
        var event = Answer.object().put("id", id).put("summary", "Review");
        event.putObject("start").put("dateTime", "2026-12-03T09:00:00+01:00");
        event.putObject("end").put("dateTime", "2026-12-03T10:00:00+01:00");
        return event;
    }

    @Test
    void listsTheOwnEventsInTheirOrder() throws IOException {
        var reply = client.get(EVENTS + "?timeMin=2026-12-01T00:00:00Z&q=", "ada-google-look");

        assertThat(reply.body().path("items")).hasSize(2);
        assertThat(reply.text("/items/0/summary")).isEqualTo("Relaunch review");
        assertThat(client.get(EVENTS + "?timeMin=2027-01-01T00:00:00Z", "ada-google-look")
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void createsAnEventOnceUnderTheClientsId() throws IOException {
        assertThat(client.post(EVENTS, "ada-google-plan", event("0198f3a0abcd")).status())
                .isEqualTo(200);
        assertThat(client.post(EVENTS, "ada-google-plan", event("0198f3a0abcd")).status())
                .isEqualTo(409);

        assertThat(client.get(EVENTS + "/0198f3a0abcd", "ada-google-plan").text("/start/dateTime"))
                .isEqualTo("2026-12-03T08:00:00Z");
        assertThat(client.effects()).hasSize(1);
    }

    @Test
    void keepsADeletedEventAsCancelled() throws IOException {
        assertThat(client.send("DELETE", LUNCH, "ada-google-plan", "").status()).isEqualTo(204);

        assertThat(client.get(LUNCH, "ada-google-plan").text("/status")).isEqualTo("cancelled");
        assertThat(client.send("DELETE", LUNCH, "ada-google-plan", "").status()).isEqualTo(410);
        assertThat(client.effects()).hasSize(1);
    }

    @Test
    void showsNobodyElsesEvents() throws IOException {
        assertThat(client.get(LUNCH, "bob-google-plan").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada-google-look", "ada-google-send"})
    void refusesATokenWithoutTheScope(String token) throws IOException {
        assertThat(client.post(EVENTS, token, event("0198f3a0abcd")).text("/error/details/0/reason"))
                .isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(client.effects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "ada-slack", "old-google"})
    void refusesWrongExpiredAndForeignTokens(String token) throws IOException {
        assertThat(client.get(EVENTS, token).status()).isEqualTo(401);
    }
}
