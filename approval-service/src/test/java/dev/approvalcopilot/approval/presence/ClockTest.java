package dev.approvalcopilot.approval.presence;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.AtAuth0;
import dev.approvalcopilot.approval.testing.BoundLogins;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Auth0's clock, ahead and behind. */
@QuarkusTest
class ClockTest {
    private static final Person ADA = Person.ada();
    private static final int AN_HOUR = 3600;
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(40);

    /** A login tells the time at once; otherwise the next look at the keys would. */
    @AfterEach
    void setTheClock() {
        AtAuth0.clockAhead(0);
        Person.forgetTokens();
        BoundLogins.logIn(ADA, heldDeletion());
        health("off", equalTo(false));
    }

    private static void health(String member, Matcher<?> matcher) {
        given().get("/q/health").then().body("checks.find { it.name == 'auth0 clock' }.data." + member, matcher);
    }

    private static UUID heldDeletion() {
        var deletion = AnAction.deletingARepository();
        Topics.send(deletion.build());
        Topics.await1(deletion.id(), ActionDecided.Pending.class);
        return deletion.id();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, -10, 55, -55})
    void aMinuteIsPassedOverInALoginForACriticalAction(int seconds) {
        var id = heldDeletion();
        AtAuth0.clockAhead(seconds);

        BoundLogins.logIn(ADA, id);

        ADA.approves(id).then().statusCode(200).body("state", equalTo("APPROVED"));
    }

    @ParameterizedTest
    @ValueSource(ints = {AN_HOUR, -AN_HOUR, 90})
    void aClockFurtherOffIsNamedAfterTheLogin(int seconds) throws Exception {
        var id = heldDeletion();
        var link = ADA.approves(id).then().statusCode(401).extract().jsonPath().getString("step_up_url");
        AtAuth0.clockAhead(seconds);
        var browser = ADA.browser();

        var answer = browser.http()
                .send(HttpRequest.newBuilder(browser.follow(URI.create(link))).build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("clock");
        assertThat(ADA.sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void aClockFurtherOffIsNamedInHealthAndBeforeTheLoginAndToWhoeverHoldsATokenFromTheFuture() {
        var id = heldDeletion();
        ADA.token();
        AtAuth0.clockAhead(AN_HOUR);

        await().atMost(UNTIL_ASKED_AGAIN).untilAsserted(() -> health("meaning", containsString("Auth0's clock is 3")));
        ADA.approves(id).then().statusCode(401).body("detail", containsString("Auth0's clock"));
        given().accept("text/html").get("/sign-in-failed").then().body(containsString("clock"));
        Person.forgetTokens();
        ADA.asks()
                .get("/api/actions")
                .then()
                .statusCode(401)
                .body("detail", containsString("Auth0's clock"))
                .body("detail", not(containsString("null")));

        AtAuth0.clockAhead(0);
        await().atMost(UNTIL_ASKED_AGAIN).untilAsserted(() -> health("off", equalTo(false)));
    }
}
