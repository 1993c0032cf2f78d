package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import io.quarkus.test.junit.QuarkusTest;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Two people, each before a browser of their own, with the page open at the same time. */
@QuarkusTest
class TwoPeopleTest {
    @Test
    void aQuorumOfTwoIsReachedInTwoBrowsersAndBothSeeItHappen() {
        var action = Held.hold(AnAction.postingAMessage().needing(2).fromGroups("security"));
        try (var ada = Visit.by("ada").open(action);
                var bob = Visit.by("bob").open(action)) {
            ada.live();
            bob.live();
            ada.press("Approve");
            assertThat(ada.text(
                            "You have approved this. It waits for others: 1 of 2 approvals, needs one of security."))
                    .isVisible();

            // Without touching it: Bob's page follows.
            assertThat(bob.page().locator("#decision")).containsText("1 of 2 approvals");
            bob.screenshot("quorum-second");
            bob.press("Approve");
            bob.press("Log in and approve");
            bob.logIn();
            bob.giveCode();

            assertThat(bob.heading("Approved. It waits for the gateway")).isVisible();
            assertThat(ada.heading("Approved. It waits for the gateway")).isVisible();
            ada.screenshot("quorum-first");
            var grant = Grants.verified(Topics.await1(action, GrantIssued.class));
            Assertions.assertThat(grant.approvers())
                    .extracting(GrantClaims.Approver::sub)
                    .containsExactlyInAnyOrder("auth0|ada", "auth0|bob");
        }
    }

    @Test
    void ofTwoTabsOfOnePersonOneDecidesAndTheOtherFollows() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.live();
            var second = ada.newTab();
            second.navigate("/actions/" + action);
            second.locator("details.reject > summary").click();
            second.getByLabel("Too risky").check();
            second.getByText("Send the rejection").click();

            assertThat(second.locator("#decision h2")).hasText("Rejected. Nothing runs");
            assertThat(ada.heading("Rejected. Nothing runs")).isVisible();
            assertThat(ada.page().locator("button.approve")).hasCount(0);
        }
    }
}
