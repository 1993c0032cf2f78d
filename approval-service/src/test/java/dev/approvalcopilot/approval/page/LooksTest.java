package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each page in each size and colour: axe finds nothing, nothing scrolls sideways, and a picture is kept. */
@QuarkusTest
class LooksTest {
    private static final int DESK = 1100;
    private static final int PHONE = 320;
    private static final int HEIGHT = 900;
    private static final int MAGNIFIED_HEIGHT = 256;

    private static Scene scene;

    @BeforeEach
    void playOnce() {
        if (scene == null) {
            scene = new Scene();
        }
    }

    /** A page, or a state of one: whoever adds a page adds its row. */
    private enum Look {
        INBOX {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/?run=" + scene.run());
                ada.live();
            }
        },
        DETAIL {
            @Override
            void open(Visit ada) {
                ada.open(scene.deletion()).live();
                ada.text("You gave").waitFor();
            }
        },
        REJECTION {
            @Override
            void open(Visit ada) {
                ada.open(scene.message()).live();
                ada.page().locator("details.reject > summary").click();
            }
        },
        EDIT {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/actions/" + scene.message() + "/edit");
                ada.heading("Change the call").waitFor();
            }
        },
        BATCH {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/actions/batch?id=" + scene.message() + "&id=" + scene.deletion());
                ada.heading("Decided on their own").waitFor();
            }
        },
        PROBLEM {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/actions/none");
                ada.text("quote").waitFor();
            }
        },
        ACCOUNTS {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/accounts?connect=github&back=/actions/" + scene.deletion());
                ada.heading("Google").waitFor();
                ada.page().locator("details").first().evaluate("details => details.open = true");
            }
        },
        DISCONNECT {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/accounts");
                ada.text("Disconnect").first().click();
                ada.heading("What stops working").waitFor();
            }
        },
        SETTINGS {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/settings");
                ada.heading("Your session").waitFor();
            }
        },
        SIGNED_OUT {
            @Override
            void open(Visit ada) {
                ada.page().navigate("/signed-out");
                ada.heading("You are signed out").waitFor();
            }
        };

        abstract void open(Visit ada);
    }

    @ParameterizedTest
    @EnumSource
    void onADeskByDay(Look look) {
        check(look, DESK, HEIGHT, ColorScheme.LIGHT);
    }

    /** Also a desk's window at 400 %: 1280 pixels are 320 then. */
    @ParameterizedTest
    @EnumSource
    void onAPhoneByNight(Look look) {
        check(look, PHONE, HEIGHT, ColorScheme.DARK);
    }

    /** A desk's whole window at 400 %. Nothing that sticks to an edge may take it. */
    @Test
    void magnified() {
        check(Look.DETAIL, PHONE, MAGNIFIED_HEIGHT, ColorScheme.LIGHT);
    }

    private static void check(Look look, int width, int height, ColorScheme colours) {
        try (var ada = Visit.by("ada", width, colours)) {
            ada.page().setViewportSize(width, height);
            look.open(ada);
            check(ada, look.name().toLowerCase(Locale.ROOT), width, colours);
        }
    }

    private static void check(Visit visit, String name, int width, ColorScheme colours) {
        visit.screenshot(name + "-" + width + "-" + colours.name().toLowerCase(Locale.ROOT));
        assertThat(scrollsSideways(visit.page())).isFalse();
        var violations =
                new AxeBuilder(visit.page()).options(targetsToo()).analyze().getViolations();
        assertThat(violations).as(violations.toString()).isEmpty();
    }

    /** Targets of 24 pixels (WCAG 2.2, 2.5.8) are looked for only when axe is asked to. */
    private static AxeRunOptions targetsToo() {
        var rule = new AxeRuleOptions();
        rule.setEnabled(true);
        var options = new AxeRunOptions();
        options.setRules(Map.of("target-size", rule));
        return options;
    }

    private static boolean scrollsSideways(Page page) {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }
}
