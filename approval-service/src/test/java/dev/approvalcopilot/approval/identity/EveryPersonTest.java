package dev.approvalcopilot.approval.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Halting;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunRequested;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever can log in can do all that people do here, and all can be done about them, whatever their {@code sub} looks like. */
@QuarkusTest
class EveryPersonTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    static Stream<String> people() {
        return Stream.of(
                "samlp|acme|Jane Doe",
                "oidc|acme|https://id.acme.test/jane?x=%2F&y",
                "auth0|" + "x".repeat(204),
                "auth0|" + "y".repeat(249));
    }

    @ParameterizedTest
    @MethodSource("people")
    void approvesWhatAnAgentAsksFor(String sub) {
        var person = Person.added(sub, List.of()).connected("sign-in-with-slack");
        var action = AnAction.postingAMessage().of(sub).askedBy("https://agent.acme.test/x");
        Topics.send(action.build());

        person.approves(action.id()).then().statusCode(200);

        var grant = Grants.verified(Topics.await1(action.id(), GrantIssued.class));
        assertThat(grant.sub()).isEqualTo(sub);
        assertThat(grant.act().sub()).isEqualTo("https://agent.acme.test/x");
        assertThat(Topics.await1(action.id(), ActionDecided.Approved.class).by())
                .isEqualTo(sub);
    }

    @ParameterizedTest
    @MethodSource("people")
    void typesAGoalOnThePageAndStopsTheRun(String sub) {
        var browser = PlainBrowser.of(Person.added(sub, List.of()));

        var run = browser.begins("Tell #general that lunch is ready.");

        assertThat(Topics.await1(run, RunRequested.class).principal()).isEqualTo(sub);
        browser.send(browser.get("/runs/" + run), "/runs/" + run + "/cancellation");
        assertThat(Topics.await1(run, RunCancelRequested.class).principal()).isEqualTo(sub);
    }

    @ParameterizedTest
    @MethodSource("people")
    void isToldOfAHaltOfThemselves(String sub) {
        var person = Person.added(sub, List.of());
        var action = AnAction.postingAMessage().of(sub);
        Topics.send(action.build());
        person.sees(action.id());

        try (var halting = Halting.of("person:" + sub)) {
            await().atMost(SOON)
                    .until(() ->
                            ("person:" + sub).equals(person.sees(action.id()).getString("halted.scope")));
            halting.resume();
        }
    }

    @ParameterizedTest
    @MethodSource("people")
    void canBeDelegatedTo(String sub) {
        Person.ada()
                .asks()
                .contentType("application/json")
                .body(Map.of("to", sub, "until", inAWeek()))
                .post("/api/delegations")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://agent.acme.test/x", "bob@agents.acme.test", "two words"})
    void anAgentThatIsAnAddressIsNamedInALimitAndFound(String agent) {
        var action = AnAction.postingAMessage().askedBy(agent);
        Topics.send(action.build());
        Person.ada().sees(action.id());
        Person.ada()
                .asks()
                .contentType("application/json")
                .body(Map.of("agent", agent))
                .post("/api/limits")
                .then()
                .statusCode(202);

        var found = Person.ada()
                .asks()
                .queryParam("agent", agent)
                .get("/api/actions")
                .jsonPath()
                .getList("actions.id");
        assertThat(found).contains(action.id().toString());
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {"auth0|bobb-nobody ,a space", "bob,provider|id", "auth0|k\u00e4the,printable ASCII"})
    void nobodyIsDelegatedToWhoCouldNotLogIn(String sub, String words) {
        Person.ada()
                .asks()
                .contentType("application/json; charset=utf-8")
                .body(Map.of("to", sub, "until", inAWeek()))
                .post("/api/delegations")
                .then()
                .statusCode(422);
    }

    static Stream<Object[]> nobodies() {
        return Stream.of(
                new Object[] {"auth0|" + "z".repeat(250), "has 256 characters. At most 255 can be used here."},
                new Object[] {"auth0|k\u00e4the", "has a character that is not printable ASCII."},
                new Object[] {"auth0|jane ", "begins or ends with a space."},
                new Object[] {"auth0|jane@clients", "ends with @clients"});
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void whoCannotBeNamedIsRefusedAtTheApiWithTheReason(String sub, String words) {
        Person.added(sub, List.of())
                .asks()
                .get("/api/actions")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", endsWith(":no_person"))
                .body("detail", containsString(words));
    }

    @ParameterizedTest
    @MethodSource("nobodies")
    void whoCannotBeNamedIsRefusedAtTheLoginWithTheReason(String sub, String words) {
        var page = PlainBrowser.arrival(Person.added(sub, List.of()));

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains(words).contains("Nobody can sign in here with it");
    }

    private static String inAWeek() {
        return Instant.now()
                .plus(Duration.ofDays(7))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
