package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.RunChanged;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page in each size and colour: axe finds nothing, nothing scrolls sideways, and a picture is kept. */
@QuarkusTest
class LooksTest {
    private static UUID run;
    private static UUID message;
    private static UUID deletion;

    @BeforeEach
    void holdSomething() {
        if (run != null) {
            return;
        }
        run = Ids.next();
        var goal = "List the open issues of octo/old-site, tell #general what is left, then delete the repository.";
        Topics.send(new RunChanged(
                run, "auth0|ada", "planner", RunChanged.Change.STARTED, goal, "started", null, Instant.now()));
        message = Held.hold(AnAction.postingAMessage()
                .inRun(run)
                .with("text", "Two issues of old-site are still open:\n- #12 broken link\n- #14 typo in the imprint"));
        deletion = Held.hold(AnAction.deletingARepository().inRun(run));
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "1100, DARK", "320, LIGHT", "320, DARK"})
    void inbox(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours)) {
            ada.page().navigate("/?run=" + run);
            ada.live();
            check(ada, "inbox", width, colours);
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "1100, DARK", "320, LIGHT", "320, DARK"})
    void detail(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours).open(deletion)) {
            ada.live();
            ada.text("You gave").waitFor();
            check(ada, "detail", width, colours);
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "320, DARK"})
    void rejection(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours).open(message)) {
            ada.live();
            ada.page().locator("details.reject > summary").click();
            check(ada, "rejection", width, colours);
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "320, DARK"})
    void problem(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours)) {
            ada.page().navigate("/actions/none");
            check(ada, "problem", width, colours);
        }
    }

    private static void check(Visit visit, String name, int width, ColorScheme colours) {
        visit.screenshot(name + "-" + width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT), false);
        visit.screenshot(name + "-" + width + "-" + colours.name().toLowerCase(java.util.Locale.ROOT) + "-whole", true);
        assertThat(scrollsSideways(visit.page())).isFalse();
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        assertThat(violations).as(violations.toString()).isEmpty();
    }

    private static boolean scrollsSideways(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }
}
