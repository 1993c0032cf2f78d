package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DecisionFormsTest {
    private static final String SEND_WITHOUT_TOKEN = """
            async ({ path, digest, view }) => {
                const answer = await fetch(path, { method: 'POST', body: new URLSearchParams({ digest, view }) });
                return { status: answer.status, text: await answer.text() };
            }""";

    @Inject
    @CacheName("connected-accounts")
    Cache accounts;

    @Test
    void anApprovalShowsItsOutcomeAsItHappens() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.press("Approve");
            assertThat(ada.heading("Approved. It waits for the gateway")).isVisible();
            ada.live();
            var ref = Topics.await1(action, ActionDecided.Approved.class).action();
            Topics.send(new ActionExecuted.Dispatching(ref, Instant.now().plusSeconds(30), Instant.now()));
            assertThat(ada.heading("Approved. The call is on its way")).isVisible();
            var result = JsonNodeFactory.instance.objectNode().put("ts", "1700000000.000100");
            Topics.send(new ActionExecuted.Succeeded(ref, result, Instant.now()));

            assertThat(ada.page().locator("#decision h2")).hasText("Done");
            ada.screenshot("outcome");
            assertThat(ada.page().locator(".steps li.done")).hasCount(4);
            assertThat(ada.page().locator("#state")).hasText("done");
            assertThat(ada.page().locator("#announcement")).hasText("Done");
            Assertions.assertThat(ada.page().evaluate("document.activeElement.id"))
                    .isEqualTo("decision-title");
        }
    }

    @Test
    void aRejectionCarriesItsReason() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().locator("details.reject > summary").click();
            ada.page().getByLabel("Too risky").check();
            ada.page().getByLabel("In your own words").fill("post it in #test first");
            ada.press("Send the rejection");

            assertThat(ada.heading("Rejected. Nothing runs")).isVisible();
            Assertions.assertThat(
                            Topics.await1(action, ActionDecided.Rejected.class).reason())
                    .isEqualTo("Too risky: post it in #test first");
        }
    }

    @Test
    void aRejectionNeedsAReason() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.page().locator("details.reject > summary").click();
            ada.press("Send the rejection");

            assertThat(ada.heading("A rejection needs a reason")).isVisible();
            assertThat(ada.page().getByLabel("In your own words")).isVisible();
        }
    }

    @Test
    void openingTheRejectionMovesNoButton() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            var before = ada.page().locator("button.approve").boundingBox();
            ada.page().locator("details.reject > summary").click();
            var after = ada.page().locator("button.approve").boundingBox();
            var send = ada.text("Send the rejection").boundingBox();

            Assertions.assertThat(after.y).isCloseTo(before.y, Offset.offset(1.0));
            Assertions.assertThat(send.y + send.height).isLessThan(before.y);
        }
    }

    @Test
    void aStaleTabSaysWhatChangedAndDecidesNothing() {
        var action = Held.hold(AnAction.postingAMessage().of("auth0|bob"));
        try (var bob = Visit.by("bob").open(action)) {
            control("/__local/users/auth0%7Cbob/disconnect/sign-in-with-slack");
            control("/__local/users/auth0%7Cbob/connect/sign-in-with-slack");
            accounts.invalidateAll().await().indefinitely();
            bob.press("Approve");

            assertThat(bob.heading("This changed while you looked at it")).isVisible();
            bob.screenshot("stale");
            assertThat(bob.page().locator(".notice tbody tr")).hasCount(1);
            assertThat(bob.page().locator(".notice tbody")).containsText("Account");
            assertThat(bob.page().locator("button.approve")).isVisible();
        }
    }

    private static void control(String path) {
        var issuer = LocalStackResource.installation().issuer();
        RestAssured.given()
                .urlEncodingEnabled(false)
                .post(issuer.substring(0, issuer.length() - 1) + path)
                .then()
                .statusCode(204);
    }

    @Test
    void aTabThatStandsSeesADecisionMadeElsewhere() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.live();
            Person.ada().rejects(action, "Not now").then().statusCode(200);

            assertThat(ada.heading("Rejected. Nothing runs")).isVisible();
            assertThat(ada.page().locator("button.approve")).hasCount(0);
        }
    }

    @Test
    void aTabThatMissedADecisionDecidesNothing() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada")) {
            ada.withoutSharedWorkers().page().route(Visit::isLiveStream, route -> route.abort());
            ada.open(action);
            Person.ada().rejects(action, "Not now").then().statusCode(200);
            ada.press("Approve");

            assertThat(ada.heading("Already settled")).isVisible();
            assertThat(ada.page()
                            .getByRole(AriaRole.ALERT)
                            .filter(new FilterOptions().setHasText("Nothing was decided by you just now")))
                    .isVisible();
        }
    }

    @Test
    void expiresBeforeTheEyes() {
        var action = Held.hold(AnAction.postingAMessage().expiringAfter(Duration.ofSeconds(4)));
        try (var ada = Visit.by("ada").open(action)) {
            assertThat(ada.heading("Expired. It was not decided in time, nothing runs"))
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(15_000));
            assertThat(ada.page().locator("button.approve")).hasCount(0);
        }
    }

    @Test
    void aFormFromElsewhereIsRefusedInWords() {
        var action = Held.hold(AnAction.postingAMessage());
        var seen = Person.ada().sees(action);
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/");
            var answer = (Map<?, ?>) ada.page()
                    .evaluate(
                            SEND_WITHOUT_TOKEN,
                            Map.of(
                                    "path", "/actions/" + action + "/approve",
                                    "digest", seen.getString("digest"),
                                    "view", seen.getString("view")));

            Assertions.assertThat(answer.get("status")).isEqualTo(400);
            Assertions.assertThat((String) answer.get("text")).contains("This form is no longer valid");
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("PENDING");
        }
    }

    @Test
    void aLinkDecidesNothing() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/actions/" + action + "?login=fresh");
            ada.live();
            ada.page().navigate("/actions/" + action + "/approve");

            assertThat(ada.page().locator("button.approve")).isVisible();
            Assertions.assertThat(Person.ada().sees(action).getString("state")).isEqualTo("PENDING");
        }
    }
}
