package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.approvalcopilot.approval.testing.ARun;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.contracts.event.RunRequested;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunPagesTest {
    private static final String HOSTILE =
            "<img src=x onerror=alert(1)> Tidy \u202Eup\nhttps://example.test [here](javascript:alert(1))";

    /** Types a goal by keyboard alone, and gives the run's id. */
    private static UUID begin(Visit visit, String goal) {
        visit.page().navigate("/runs");
        visit.page().locator("#goal").focus();
        visit.page().keyboard().type(goal);
        visit.page().keyboard().press("Tab");
        visit.page().keyboard().press("Enter");
        visit.page().waitForURL("**/runs/*-*");
        return UUID.fromString(visit.page().url().substring(visit.page().url().lastIndexOf('/') + 1));
    }

    private static void check(Visit visit, String name) {
        visit.screenshot(name);
        var wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
        Assertions.assertThat(visit.page().evaluate(wide)).isEqualTo(false);
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
    }

    @Test
    void aGoalBecomesARunThatIsWatchedAsItHappens() {
        try (var ada = Visit.by("ada")) {
            var run = begin(ada, "Tell #general that lunch is ready.");
            ada.live();
            var waitsFor = ada.page().locator("#waits-for");
            assertThat(waitsFor).hasText("Asked for. The planner has not taken it up yet.");
            check(ada, "run-asked-for-1100-light");
            var request = Topics.await1(run, RunRequested.class);
            Assertions.assertThat(request.timeZone())
                    .isEqualTo(ada.page().evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone"));
            Assertions.assertThat(request.locale()).isEqualTo(ada.page().evaluate("navigator.language"));

            var told = ARun.of(Person.ada(), run);
            Topics.send(told.started("Tell #general that lunch is ready."));
            assertThat(waitsFor).hasText("The agent thinks about what comes next.");
            Topics.send(told.step("Turn 1, proposed: Post a message"));
            var message = Held.hold(AnAction.postingAMessage().inRun(run));
            assertThat(waitsFor).hasText("One action waits for a decision.");
            var link = ada.page().locator("#step-" + message);
            assertThat(link).hasText("Post a message in #general");
            link.focus();
            Topics.send(told.step("Something else was told"));
            assertThat(ada.text("Something else was told")).isVisible();
            assertThat(link).isFocused();
            check(ada, "run-waiting-1100-light");

            Person.ada().rejects(message, "Not now").then().statusCode(200);
            assertThat(ada.page().locator(".happened")).containsText("rejected");
            Topics.send(told.completed("I posted it, promised."));
            assertThat(waitsFor).hasText("The agent has finished.");
            assertThat(ada.heading("What the agent says at the end")).isVisible();
            assertThat(ada.text("A claim of the agent. Nobody has checked it")).isVisible();
            assertThat(ada.text("I posted it, promised.")).isVisible();
            assertThat(ada.page().locator("#stop")).hasCount(0);
            Assertions.assertThat(ada.page().locator(".happened > li").allInnerTexts())
                    .extracting(text -> text.lines().findFirst().orElse("").replaceAll(" \\d\\d:.*", ""))
                    .containsExactly(
                            "You gave this goal",
                            "The run was taken in",
                            "Turn 1, proposed: Post a message",
                            "Post a message in #general",
                            "Something else was told",
                            "The agent finished");
        }
    }

    @Test
    void showsWhatPeopleAndModelsWroteAsPlainText() {
        var told = ARun.of(Person.ada(), Ids.next());
        Topics.send(told.started(HOSTILE));
        Topics.send(told.step(HOSTILE));
        Topics.send(told.completed(HOSTILE));
        try (var ada = Visit.by("ada", 320, ColorScheme.DARK)) {
            awaitEnded(told);
            ada.page().navigate("/runs/" + told.id());
            ada.live();

            assertThat(ada.page().locator("main img")).hasCount(0);
            assertThat(ada.page().locator("main a[href*='javascript'], main a[href*='example.test']"))
                    .hasCount(0);
            assertThat(ada.page().locator("#goal-title + blockquote"))
                    .containsText("<img src=x onerror=alert(1)> Tidy [U+202E]up");
            assertThat(ada.page().locator(".claim")).containsText("[U+202E]");
            assertThat(ada.page().locator(".happened")).containsText("[U+000A]");
            check(ada, "run-hostile-320-dark");
            ada.page().navigate("/runs");
            assertThat(ada.page().locator("#run-" + told.id())).containsText("hidden characters");
            check(ada, "runs-320-dark");
        }
    }

    private static void awaitEnded(ARun run) {
        org.awaitility.Awaitility.await()
                .until(
                        () -> Person.ada()
                                .asks()
                                .get("/api/runs/{id}", run.id())
                                .jsonPath()
                                .getString("run.state"),
                        "COMPLETED"::equals);
    }

    @Test
    void aGoalThatIsNoneIsSaidAtTheFieldAndStays() {
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/runs");
            ada.page().locator("#goal").fill("   ");
            ada.press("Begin the run");

            assertThat(ada.page().getByRole(AriaRole.ALERT).getByText("Say what the agent shall do."))
                    .isVisible();
            assertThat(ada.page().locator("#goal")).hasAttribute("aria-invalid", "true");
            assertThat(ada.page().locator("#goal-error")).hasText("Say what the agent shall do.");
            check(ada, "runs-no-goal-1100-light");
        }
    }

    @Test
    void theSameFormSentTwiceBeginsOneRun() {
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/runs");
            ada.page().locator("#goal").fill("Count the issues once.");
            var first = (String) ada.page().locator("form.goal").evaluate("""
                    form => fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))})
                        .then(answer => answer.url)""");
            ada.press("Begin the run");
            ada.page().waitForURL(first);

            ada.page().navigate("/runs");
            Assertions.assertThat(ada.page()
                            .locator(".row")
                            .filter(new com.microsoft.playwright.Locator.FilterOptions()
                                    .setHasText("Count the issues once."))
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void stopsARunAndSaysThatItStops() {
        try (var ada = Visit.by("ada")) {
            var run = begin(ada, "Something that I regret.");
            ada.live();
            ada.press("Cancel the run");

            assertThat(ada.page().locator("#waits-for")).containsText("Asked to stop.");
            assertThat(ada.page().locator("#stop")).hasCount(0);
            Topics.await1(run, RunCancelRequested.class);
            check(ada, "run-stopping-1100-light");
        }
    }

    @Test
    void theListFollowsItsRunsAndShowsNobodyElses() {
        var mine = ARun.of(Person.ada(), Ids.next());
        Topics.send(mine.started("A goal of Ada's"));
        var bobs = ARun.of(Person.bob(), Ids.next());
        Topics.send(bobs.started("A goal of Bob's"));
        Held.hold(AnAction.postingAMessage().of("auth0|bob").inRun(bobs.id()));
        Held.hold(AnAction.postingAMessage().inRun(mine.id()));
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/runs");
            ada.live();
            var row = ada.page().locator("#run-" + mine.id());
            assertThat(row).containsText("waiting for a decision");
            assertThat(row).containsText("1 action, 0 done, 1 waiting");
            assertThat(ada.text("A goal of Bob's")).hasCount(0);
            Topics.send(mine.failed("It broke"));
            assertThat(row).containsText("failed");

            for (var path : List.of("", "/standing", "/row")) {
                var answer = ada.page().navigate("/runs/" + bobs.id() + path);
                Assertions.assertThat(answer.status()).isEqualTo(404);
            }
            assertThat(ada.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText("There is no such thing");
        }
    }
}
