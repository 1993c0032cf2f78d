package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Halting;
import dev.approvalcopilot.contracts.Ids;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HaltedPageTest {
    private static final Pattern WORDS =
            Pattern.compile("halted by an operator since [0-9:]{8} .*; you may decide, nothing runs");

    @Test
    void theDetailSaysItWhileItStandsAndDecidingStaysPossible() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            ada.live();
            assertThat(ada.page().locator("#halts .halted")).hasCount(0);
            try (var halting = Halting.of("tool:slack.post_message")) {
                assertThat(ada.page().locator("#halts")).containsText(WORDS);
                assertThat(ada.page().locator("#halts")).containsText("The bot went mad.");
                Assertions.assertThat(new AxeBuilder(ada.page()).analyze().getViolations())
                        .isEmpty();
                ada.screenshot("halted");
                assertThat(ada.page().locator("button.approve")).isEnabled();

                halting.resume();
                assertThat(ada.page().locator("#halts .halted")).hasCount(0);
            }
        }
    }

    @Test
    void theInboxSaysItWhileItStandsAndMarksTheRows() {
        var run = Ids.next();
        var action = Held.hold(AnAction.postingAMessage().inRun(run));
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/?run=" + run);
            ada.live();
            var row = ada.page().locator("#row-" + action);
            assertThat(row).not().containsText("execution is halted");
            try (var halting = Halting.of("all")) {
                assertThat(ada.page().locator("#halts")).containsText(WORDS);
                assertThat(row).containsText("execution is halted");
                ada.page().reload();
                assertThat(ada.page().locator("#halts")).containsText("for everybody");
                ada.live();

                halting.resume();
                assertThat(ada.page().locator("#halts .halted")).hasCount(0);
                assertThat(row).not().containsText("execution is halted");
            }
        }
    }

    @Test
    void nobodyIsToldOfAnothersHalt() {
        Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada");
                var halting = Halting.of("person:auth0|bob")) {
            ada.page().navigate("/");
            ada.live();
            assertThat(ada.page().locator("#halts")).isEmpty();
            halting.resume();
        }
    }
}
