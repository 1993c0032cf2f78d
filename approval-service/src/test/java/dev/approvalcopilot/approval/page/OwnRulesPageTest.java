package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page.LocatorOptions;
import dev.approvalcopilot.approval.own.OwnRulesCopy;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.own.Delegation;
import dev.approvalcopilot.contracts.own.Limit;
import dev.approvalcopilot.contracts.own.OwnRules;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person's own rules on the page: what is in force, asking for a change, and what others see because of it. */
@QuarkusTest
class OwnRulesPageTest {
    @Inject
    OwnRulesCopy copy;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void forget() {
        jdbi.useHandle(handle -> handle.execute("delete from delegates; delete from own_rules"));
    }

    private void rulesOfAda() {
        var limit = new Limit(Ids.next(), null, "slack.post_message", null, null, null, null);
        var now = Instant.now();
        var delegation = new Delegation(
                Ids.next(), "auth0|carol", now.minusSeconds(60), now.plus(Duration.ofDays(2)), List.of());
        QuarkusTransaction.requiringNew()
                .run(() -> copy.take("auth0|ada", new OwnRules(1, List.of(limit), List.of(delegation))));
    }

    @Test
    void aLimitAndADelegationAreAskedForAndNothingIsSaidToBeInForceBefore() {
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/settings");
            assertThat(ada.text("You have set no limit.")).isVisible();
            assertThat(ada.text("You let nobody decide for you.")).isVisible();
            ada.page()
                    .locator("summary", new LocatorOptions().setHasText("Forbid something"))
                    .click();
            noViolation(ada);
            ada.page().locator("#limit-argument").fill("to");
            ada.press("Ask for this limit");
            assertThat(ada.heading("Nothing was asked for")).isVisible();
            noViolation(ada);
            ada.page()
                    .locator("summary", new LocatorOptions().setHasText("Forbid something"))
                    .click();
            ada.page().locator("#limit-tool").fill("gmail.send_message");
            ada.page().locator("#limit-argument").fill("to");
            ada.page().locator("#limit-allowed").fill("@acme.test");
            ada.press("Ask for this limit");

            // Nobody classifies here.
            assertThat(ada.heading("Asked for")).isVisible();
            noViolation(ada);
        }
    }

    @Test
    void whatIsInForceStandsThereOnBothSides() {
        rulesOfAda();
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/settings");
            assertThat(ada.text("Forbidden: the tool slack.post_message")).isVisible();
            assertThat(ada.page().locator("#delegation")).containsText("auth0|carol decides for you from");
            noViolation(ada);
            ada.open(action);
            assertThat(ada.page().locator("main"))
                    .containsText(
                            "A hard limit of your own forbids the tool slack.post_message. As long as it stands, the gateway refuses this.");
            noViolation(ada);
        }
        try (var carol = Visit.by("carol")) {
            carol.page().navigate("/settings");
            assertThat(carol.page().locator("#delegation")).containsText("You decide for auth0|ada until");
            noViolation(carol);
            carol.open(action);
            assertThat(carol.page().locator("main")).containsText("You may decide in their place, delegated until");
            assertThat(carol.page().locator("#decision").getByText("Edit")).hasCount(0);
            noViolation(carol);
        }
    }

    @Test
    void aDelegateApprovesInThePersonsPlaceWithALoginOfTheirOwn() {
        rulesOfAda();
        var run = Ids.next();
        var action = Held.hold(AnAction.deletingARepository().inRun(run));
        try (var carol = Visit.by("carol")) {
            carol.page().navigate("/?show=team&run=" + run);
            assertThat(carol.page().locator("#row-" + action)).containsText("for auth0|ada");
            carol.open(action);
            carol.press("Approve");
            carol.press("Log in and approve");
            carol.logIn();
            carol.giveCode();

            assertThat(carol.heading("Approved. It waits for the gateway")).isVisible();
            carol.screenshot("delegate-approved");
            var grant = Grants.verified(Topics.await1(action, GrantIssued.class));
            Assertions.assertThat(grant.sub()).isEqualTo("auth0|ada");
            Assertions.assertThat(grant.approvers())
                    .singleElement()
                    .satisfies(approver -> Assertions.assertThat(approver.sub()).isEqualTo("auth0|carol"));
        }
    }

    private static void noViolation(Visit visit) {
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
    }
}
