package dev.approvalcopilot.approval.attention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The numbers of a person go up by what they decide. */
@QuarkusTest
class StatisticsTest {
    private static final Person ADA = Person.ada();

    private final String channel = "#c-" + Ids.next().toString().substring(24);

    @Inject
    MeterRegistry registry;

    @Inject
    Jdbi jdbi;

    private AnAction asked() {
        return AnAction.postingAMessage().with("channel", channel);
    }

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    private static JsonPath statistics(Person person) {
        return person.asks().get("/api/statistics").jsonPath();
    }

    private static long own(JsonPath statistics, String number) {
        return statistics.getLong("own." + number);
    }

    private double raised(String policy, String decision) {
        var counter = registry.find("approval.attention.raised")
                .tags("policy", policy, "decision", decision)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Lets time pass since it was shown. */
    private void read(UUID action, int seconds) {
        jdbi.useHandle(handle -> handle.execute(
                "update shown_actions set at = at - make_interval(secs => ?) where action = ?",
                (double) seconds,
                action));
    }

    @Test
    void whatAPersonDecidesIsCountedByWordAndToolAndTime() {
        var before = statistics(ADA);
        ADA.approves(held(asked())).then().statusCode(200);
        ADA.rejects(held(asked()), "No").then().statusCode(200);
        ADA.answers(held(asked()), "Say it on Friday").then().statusCode(200);
        var after = statistics(ADA);

        assertThat(own(after, "decisions") - own(before, "decisions")).isEqualTo(3);
        assertThat(own(after, "approved") - own(before, "approved")).isEqualTo(1);
        assertThat(own(after, "rejected") - own(before, "rejected")).isEqualTo(1);
        assertThat(own(after, "answered") - own(before, "answered")).isEqualTo(1);
        assertThat(own(after, "quick") - own(before, "quick")).isEqualTo(3);
        assertThat(after.getDouble("own.medianSeconds")).isNotNegative();
        assertThat(after.getList("own.byTool.name")).contains("slack.post_message");
    }

    @Test
    void anApprovalOfWhatAPolicyHadRaisedIsAnOverrideOfThatPolicy() {
        var before = statistics(ADA);
        var counted = raised("burst", "approved");
        var action = asked().classified(RiskLevel.HIGH).raisedBy("burst");
        held(action);
        ADA.sees(action.id());
        read(action.id(), 60);
        ADA.approves(action.id()).then().statusCode(200);
        var after = statistics(ADA);

        assertThat(own(after, "overrides") - own(before, "overrides")).isEqualTo(1);
        assertThat(own(after, "quick")).isEqualTo(own(before, "quick"));
        assertThat(after.getList("own.byPolicy.name")).contains("burst");
        assertThat(raised("burst", "approved") - counted).isEqualTo(1);
    }

    @Test
    void anApprovalOfTheLikeOfARejectedOneIsAnOverride() {
        ADA.rejects(held(asked()), "No").then().statusCode(200);
        var before = statistics(ADA);
        ADA.approves(held(asked())).then().statusCode(200);

        assertThat(own(statistics(ADA), "overrides") - own(before, "overrides")).isEqualTo(1);
    }

    @Test
    void aDecisionWithoutALookIsCountedAsOne() {
        var id = held(asked());
        var seen = ADA.sees(id);
        jdbi.useHandle(handle -> handle.execute("delete from shown_actions where action = ?", id));
        var before = statistics(ADA);
        ADA.decides(id, Person.approval(seen), "").then().statusCode(200);

        assertThat(own(statistics(ADA), "unopened") - own(before, "unopened")).isEqualTo(1);
    }

    @Test
    void aDecisionThatIsRefusedOrRepeatedCountsForNothing() {
        var id = held(asked());
        var body = Person.approval(ADA.sees(id));
        var before = statistics(ADA);
        ADA.decides(id, Map.of("decision", "approve", "digest", body.get("digest"), "view", body.get("digest")), "")
                .then()
                .statusCode(409);
        ADA.decides(id, body, "key-" + id).then().statusCode(200);
        ADA.decides(id, body, "key-" + id).then().statusCode(200);

        assertThat(own(statistics(ADA), "decisions") - own(before, "decisions")).isEqualTo(1);
    }

    /** In the stack of the tests the group security may see more; Bob is in it, Ada is not. */
    @Test
    void everybodysNumbersAreForTheGroupsThatMaySeeThem() {
        ADA.approves(held(asked())).then().statusCode(200);

        ADA.asks()
                .get("/api/statistics")
                .then()
                .statusCode(200)
                .body("own.decisions", notNullValue())
                .body("team", nullValue())
                .body("people", nullValue())
                .body("peopleShownTo[0]", equalTo("security"));
        var bobs = statistics(Person.bob());
        assertThat(bobs.getLong("team.decisions")).isPositive();
        assertThat(bobs.getList("people.person")).contains(ADA.sub());
    }

    @Test
    void noPersonStandsInTheMetrics() {
        ADA.approves(held(asked())).then().statusCode(200);

        var page = given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(page).contains("approval_attention_time_to_decide_seconds");
        assertThat(page.lines().filter(line -> line.startsWith("approval_")))
                .noneMatch(line -> line.contains("auth0|") || line.contains("planner"));
    }
}
