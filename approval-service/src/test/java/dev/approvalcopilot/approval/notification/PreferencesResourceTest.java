package dev.approvalcopilot.approval.notification;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.PersonChanged;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PreferencesResourceTest {
    private static final Person CAROL = Person.carol();
    private static final String CHOSEN = """
            {"channels": {"MAIL": {"on": false, "from": "LOW"}},
             "quiet": {"from": "22:00", "until": "07:00", "zone": "Europe/Berlin"}}""";

    @Inject
    Jdbi jdbi;

    @BeforeEach
    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from notification_preferences where person = ?", CAROL.sub()));
    }

    @Test
    void beginsWithTheDefaults() {
        CAROL.asks()
                .get("/api/preferences")
                .then()
                .statusCode(200)
                .body("channels.MAIL.on", equalTo(true))
                .body("channels.MAIL.from", equalTo("HIGH"))
                .body("channels.WEBHOOK.from", equalTo("LOW"))
                .body("quiet", nullValue());
    }

    @Test
    void keepsWhatThePersonChose() {
        CAROL.asks()
                .contentType("application/json")
                .body(CHOSEN)
                .put("/api/preferences")
                .then()
                .statusCode(200);

        CAROL.asks()
                .get("/api/preferences")
                .then()
                .body("channels.MAIL.on", equalTo(false))
                .body("channels.SLACK.on", equalTo(true))
                .body("quiet.from", containsString("22:00"))
                .body("quiet.zone", equalTo("Europe/Berlin"));
        Topics.await(
                PersonChanged.NotificationsChosen.class,
                event -> event.principal().equals(CAROL.sub()));
        Person.bob().asks().get("/api/preferences").then().body("channels.MAIL.on", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"channels\": {\"PIGEON\": {\"on\": true, \"from\": \"LOW\"}}}",
                "{\"channels\": {\"MAIL\": {\"on\": true, \"from\": \"SOME\"}}}",
                "{\"channels\": {\"MAIL\": {\"on\": true}}}",
                "{\"channels\": {\"MAIL\": null}}",
                "{\"quiet\": {\"from\": \"22:00\", \"until\": \"07:00\", \"zone\": \"Europe/Nowhere\"}}",
                "{\"quiet\": {\"from\": \"22:00\", \"until\": \"22:00\", \"zone\": \"UTC\"}}"
            })
    void refusesWhatItCannotKeep(String body) {
        CAROL.asks()
                .contentType("application/json")
                .body(body)
                .put("/api/preferences")
                .then()
                .statusCode(400)
                .body("type", containsString("invalid_request"));

        CAROL.asks().get("/api/preferences").then().body("channels.MAIL.on", equalTo(true));
    }

    /** Else it could silence what it asks for. */
    @Test
    void anAgentWithAPersonsTokenCannotSilenceIt() {
        CAROL.throughAnAgent()
                .asks()
                .contentType("application/json")
                .body(CHOSEN)
                .put("/api/preferences")
                .then()
                .statusCode(403)
                .body("type", containsString("not_an_approver_client"));
    }

    @Test
    void readingIsNotEnoughForChoosing() {
        CAROL.withScope("openid actions:read")
                .asks()
                .contentType("application/json")
                .body(CHOSEN)
                .put("/api/preferences")
                .then()
                .statusCode(403)
                .body("type", containsString("insufficient_scope"));
    }
}
