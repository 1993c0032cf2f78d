package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Marks, the bar on the button, and the page of one's own numbers. */
@QuarkusTest
class AttentionPageTest {
    private final UUID run = Ids.next();
    private final String channel = "#c-" + run.toString().substring(24);

    @Inject
    Jdbi jdbi;

    private AnAction asked() {
        return AnAction.postingAMessage().with("channel", channel).inRun(run).classified(RiskLevel.HIGH);
    }

    private static void isAccessible(Page page) {
        var violations = new AxeBuilder(page).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
    }

    @Test
    void theLikeOfARejectedOneIsMarkedAndApproveWaitsAndSaysWhy() {
        Person.ada().rejects(Held.hold(asked()), "Too loud").then().statusCode(200);
        var second = Held.hold(asked());
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/?run=" + run);
            assertThat(ada.page().locator("#row-" + second)).containsText("like one you rejected");
            ada.live();
            isAccessible(ada.page());

            ada.open(second).live();
            assertThat(ada.page().locator(".lead .like-rejected")).containsText("like one you rejected");
            assertThat(ada.page().locator(".lead .like-rejected")).containsText("Too loud");
            var approve = ada.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve"));
            assertThat(approve).isDisabled();
            assertThat(approve)
                    .hasAccessibleDescription("It is like one that was rejected. Take a moment to see what is"
                            + " different. Approve opens by itself.");
            isAccessible(ada.page());
            ada.screenshot("like-rejected");
        }
    }

    @Test
    void whatIsHighIsReadForAMomentAndThenApproved() {
        var id = Held.hold(asked());
        try (var ada = Visit.by("ada").open(id)) {
            var approve = ada.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve"));
            assertThat(approve).isDisabled();
            assertThat(ada.page().locator("#parts")).containsText("HIGH or CRITICAL wants to be read first");
            assertThat(ada.page().locator("details.reject > summary")).isEnabled();
            assertThat(approve).isEnabled();
            approve.click();
            assertThat(ada.heading("Approved. It waits for the gateway")).isVisible();
        }
    }

    @Test
    void aPersonSeesTheirOwnNumbersOnly() {
        Person.ada().rejects(Held.hold(asked()), "No").then().statusCode(200);
        try (var ada = Visit.by("ada", 320, ColorScheme.DARK)) {
            ada.page().navigate("/statistics");
            assertThat(ada.heading("Your decisions")).isVisible();
            assertThat(ada.page().locator("main")).containsText("You decided");
            assertThat(ada.page().locator("main")).containsText("slack.post_message");
            assertThat(ada.heading("By person")).hasCount(0);
            assertThat(ada.heading("Everybody's decisions")).hasCount(0);
            Assertions.assertThat(ada.page()
                            .evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isEqualTo(true);
            isAccessible(ada.page());
            ada.screenshot("statistics-320-dark");
        }
    }

    /** In the stack of the tests the group security may see more; Bob is in it. */
    @Test
    void whoMaySeesEverybodysAfterTheirOwn() {
        Person.ada().rejects(Held.hold(asked()), "No").then().statusCode(200);
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/statistics");
            Assertions.assertThat(bob.page().locator("main h2").allInnerTexts())
                    .containsExactly("Your decisions", "Everybody's decisions", "By person");
            assertThat(bob.page().locator("main")).containsText("auth0|ada");
            isAccessible(bob.page());
            bob.screenshot("statistics");
        }
    }

    /** In the stack of the tests, what the agent "assistant" asks for is made up. */
    @Test
    void aYesToATestEndsInAnExplanationAndTestsAreAskedForInTheSettings() {
        var id = Held.hold(AnAction.deletingARepository().askedBy("assistant"));
        jdbi.useHandle(handle ->
                handle.execute("insert into canaries (action, person, made_at) values (?, ?, now())", id, "auth0|ada"));
        try (var ada = Visit.by("ada").open(id)) {
            ada.press("Approve");
            assertThat(ada.heading("This was a test. Nothing runs")).isVisible();
            assertThat(ada.page().locator(".test")).containsText("It happens to everybody");
            isAccessible(ada.page());
            ada.screenshot("test-approved");

            ada.page().navigate("/settings");
            ada.press("Test me now and then");
            assertThat(ada.text("You have asked for tests.")).isVisible();
            isAccessible(ada.page());
            ada.press("No more tests");
            assertThat(ada.text("You have asked for tests.")).hasCount(0);
        }
    }

    @Test
    void whoHasDecidedNothingReadsWhatWillStandThere() {
        try (var olga = Visit.by("olga")) {
            olga.page().navigate("/statistics");
            assertThat(olga.text("There is nothing to tell yet")).isVisible();
            isAccessible(olga.page());
        }
    }
}
