package dev.approvalcopilot.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.testing.BrowserProgram;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A person before the page and nothing else: the goal, what happens, the decision, the end. */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class RunOnThePageTest {
    private static final double PATIENCE_MS = 45_000;

    private Product product;
    private Playwright playwright;
    private Browser chromium;

    @BeforeAll
    void open(Product product) {
        this.product = product;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        this.playwright =
                Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(BrowserProgram.find())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    @AfterAll
    void close() {
        playwright.close();
    }

    private Page signedIn(String name, String path) throws IOException {
        User user = product.installation().tenant().user("auth0|" + name).orElseThrow();
        var address = product.installation().address(Service.APPROVAL);
        var context = chromium.newContext(new NewContextOptions().setBaseURL(address));
        context.setDefaultTimeout(PATIENCE_MS);
        var page = context.newPage();
        page.navigate(path);
        page.locator("#username").fill(user.email());
        page.locator("#password").fill(user.password());
        press(page, "Continue");
        page.waitForURL(address + path);
        return page;
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static UUID begin(Page page, String goal) {
        page.locator("#goal").fill(goal);
        press(page, "Begin the run");
        page.waitForURL("**/runs/*-*");
        return UUID.fromString(page.url().substring(page.url().lastIndexOf('/') + 1));
    }

    @Test
    void aGoalIsTypedWatchedApprovedAndSeenDone() throws Exception {
        var page = signedIn("bob", "/runs");
        var run = begin(page, "post 'Typed on the page' to #general");
        var waitsFor = page.locator("#waits-for");
        assertThat(waitsFor).hasText("One action waits for a decision.");
        assertThat(page.locator(".happened")).containsText("Turn 1, proposed: Post a message");

        page.locator(".happened a").click();
        press(page, "Approve");
        assertThat(page.locator("#decision-title")).containsText("Done");
        page.navigate("/runs/" + run);
        assertThat(waitsFor).hasText("The agent has finished.");
        assertThat(page.locator(".happened .done")).containsText("Post a message in #general");
        assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName("What the agent says at the end")))
                .isVisible();

        var bob = product.as("bob");
        assertThat(bob.run(run).status()).isEqualTo(Run.Status.COMPLETED);
        var step = bob.run(run).steps().getFirst();
        assertThat(product.effectsOf(bob.action(step.id())))
                .singleElement()
                .satisfies(effect -> assertThat(effect.summary()).isEqualTo("Posted: Typed on the page"));
    }

    /** Nothing waits for Carol. */
    @Test
    void whoHasNoActionYetBeginsARunFromTheEmptyInboxAndCancelsIt() throws Exception {
        var page = signedIn("carol", "/");
        var run = begin(page, "post 'Never sent' to #general");
        assertThat(page.locator("#waits-for")).hasText("One action waits for a decision.");

        press(page, "Cancel the run");
        assertThat(page.locator("#waits-for")).hasText("The run was stopped.");
        assertThat(page.locator(".happened")).containsText("cancelled");
        assertThat(product.as("carol").run(run).status()).isEqualTo(Run.Status.CANCELLED);
    }
}
