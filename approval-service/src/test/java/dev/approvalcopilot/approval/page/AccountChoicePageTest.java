package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Linked;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Linked.class)
class AccountChoicePageTest {
    @BeforeAll
    static void link() {
        Linked.link("auth0|ada", "google-oauth2");
    }

    @AfterAll
    static void unlink() {
        Linked.unlink("auth0|ada", "google-oauth2");
    }

    @Test
    void oneOfSeveralIsChosenAndStandsInTheQuestionThen() {
        var action = Held.hold(AnAction.sendingAMail());
        try (var ada = Visit.by("ada").open(action).live()) {
            var approve = ada.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve"));
            assertThat(approve).hasCount(0);
            assertThat(ada.text("Choose one above")).isVisible();
            assertThat(new AxeBuilder(ada.page()).analyze().getViolations()).isEmpty();

            ada.page().getByText("ada-2, 40002").click();
            ada.press("Use this account");

            assertThat(ada.page().locator(".question")).containsText("Google (account ada-2, 40002)");
            assertThat(approve).isEnabled();
            assertThat(ada.page().locator("form.accounts")).hasCount(0);
        }
    }
}
