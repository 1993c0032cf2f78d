package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page in each size and colour: axe finds nothing, nothing scrolls sideways, and a picture is kept. */
@QuarkusTest
class LooksTest {
    private static Scene scene;

    @BeforeEach
    void playOnce() {
        if (scene == null) {
            scene = new Scene();
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "1100, DARK", "320, LIGHT", "320, DARK"})
    void inbox(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours)) {
            ada.page().navigate("/?run=" + scene.run());
            ada.live();
            check(ada, "inbox", width, colours);
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "1100, DARK", "320, LIGHT", "320, DARK"})
    void detail(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours).open(scene.deletion())) {
            ada.live();
            ada.text("You gave").waitFor();
            check(ada, "detail", width, colours);
        }
    }

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "320, DARK"})
    void rejection(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours).open(scene.message())) {
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

    @ParameterizedTest
    @CsvSource({"1100, LIGHT", "320, DARK"})
    void settings(int width, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours)) {
            ada.page().navigate("/settings");
            ada.heading("Your session").waitFor();
            check(ada, "settings", width, colours);
        }
    }

    private static void check(Visit visit, String name, int width, ColorScheme colours) {
        visit.screenshot(name + "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
        assertThat(scrollsSideways(visit.page())).isFalse();
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        assertThat(violations).as(violations.toString()).isEmpty();
    }

    private static boolean scrollsSideways(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }
}
