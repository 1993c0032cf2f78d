package dev.approvalcopilot.approval.absence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.PersonChanged;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AbsenceResourceTest {
    private static final Person BOB = Person.bob();

    private static ValidatableResponse put(Person person, Instant from, Instant until, String note) {
        return person.asks()
                .contentType("application/json")
                .body(Map.of("from", from.toString(), "until", until.toString(), "note", note))
                .put("/api/absence")
                .then();
    }

    @Test
    void standsUntilItIsChangedOrEnded() {
        var from = Instant.parse("2099-01-01T08:00:00Z");
        put(BOB, from, from.plusSeconds(3600), "Away").statusCode(200);
        put(BOB, from, from.plusSeconds(7200), " On leave ").statusCode(200).body("note", equalTo("On leave"));

        BOB.asks()
                .get("/api/absence")
                .then()
                .body("planned", equalTo(true))
                .body("until", equalTo("2099-01-01T10:00:00Z"));
        BOB.asks().delete("/api/absence").then().statusCode(204);
        BOB.asks().get("/api/absence").then().body("planned", equalTo(false)).body("until", nullValue());
    }

    @Test
    void leavesAnEventWhenItIsSetAndWhenItEnds() {
        var from = Instant.parse("2098-01-01T08:00:00Z");
        put(BOB, from, from.plusSeconds(3600), "Not for the log").statusCode(200);
        BOB.asks().delete("/api/absence").then().statusCode(204);

        var set = Topics.await(
                PersonChanged.AbsenceSet.class, event -> event.from().equals(from));
        assertThat(set.principal()).isEqualTo(BOB.sub());
        assertThat(set.until()).isEqualTo(from.plusSeconds(3600));
        Topics.await(
                PersonChanged.AbsenceEnded.class,
                event -> event.principal().equals(BOB.sub()) && event.at().isAfter(set.at()));
    }

    @Test
    void refusesWhatIsNoTimeAhead() {
        var now = Instant.now();

        put(BOB, now, now.minusSeconds(1), "").statusCode(400).body("type", endsWith(":absence_invalid"));
        put(BOB, now.minusSeconds(60), now.minusSeconds(1), "").statusCode(400);
        put(BOB, now, now.plusSeconds(400L * 86_400), "").statusCode(400);
        put(BOB, now, now.plusSeconds(60), "x".repeat(201)).statusCode(400);
        BOB.asks().get("/api/absence").then().body("planned", equalTo(false));
    }

    @Test
    void noAgentSendsAPersonAway() {
        var now = Instant.now();

        put(BOB.throughAnAgent(), now, now.plusSeconds(60), "")
                .statusCode(403)
                .body("type", endsWith(":not_an_approver_client"));
    }
}
