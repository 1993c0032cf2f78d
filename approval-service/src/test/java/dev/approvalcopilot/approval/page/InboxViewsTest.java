package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.contracts.Ids;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxViewsTest {
    private static final int PHONE = 320;

    private final UUID run = Ids.next();

    /** In a channel of its own: the like of what another test rejected is not decided together with others. */
    private AnAction posting() {
        return AnAction.postingAMessage()
                .with("channel", "#general-" + run.toString().substring(24))
                .inRun(run);
    }

    private UUID message() {
        return Held.hold(posting());
    }

    private UUID deletion() {
        return Held.hold(AnAction.deletingARepository().inRun(run));
    }

    private List<UUID> messages(int count) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            ids.add(message());
        }
        return ids;
    }

    private Visit inbox(String more) {
        return inbox(more, 1100);
    }

    private Visit inbox(String more, int width) {
        var ada = Visit.by("ada", width, ColorScheme.LIGHT);
        ada.page().navigate("/?run=" + run + more);
        return ada;
    }

    private static void fine(Visit visit) {
        var violations = new AxeBuilder(visit.page()).analyze().getViolations();
        Assertions.assertThat(violations).as(violations.toString()).isEmpty();
        Assertions.assertThat((boolean) visit.page()
                        .evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
                .isFalse();
    }

    private static Locator link(Visit visit, UUID action) {
        return visit.page().locator("#open-" + action);
    }

    @Test
    void searchAndFiltersStandInTheAddress() {
        message();
        deletion();
        try (var ada = inbox("")) {
            ada.page().getByLabel("Search").fill("old-site");
            ada.page().keyboard().press("Enter");
            assertThat(ada.page()).hasURL(Pattern.compile(".*[?&]q=old-site.*"));
            assertThat(ada.page().locator(".row")).hasCount(1);

            ada.text("Filters").click();
            ada.page().getByLabel("Level").selectOption("MEDIUM");
            ada.press("Apply");
            assertThat(ada.page()).hasURL(Pattern.compile(".*[?&]level=MEDIUM.*"));
            assertThat(ada.heading("Nothing fits")).isVisible();
            fine(ada);
        }
    }

    @Test
    void keysMoveOpenSearchAndExplainThemselves() {
        var critical = deletion();
        var medium = message();
        try (var ada = inbox("")) {
            var keyboard = ada.page().keyboard();
            keyboard.press("j");
            assertThat(link(ada, critical)).isFocused();
            keyboard.press("j");
            keyboard.press("j");
            assertThat(link(ada, medium)).isFocused();
            keyboard.press("k");
            assertThat(link(ada, critical)).isFocused();

            keyboard.press("/");
            assertThat(ada.page().getByLabel("Search")).isFocused();
            keyboard.type("jk?/");
            assertThat(ada.page().getByLabel("Search")).hasValue("jk?/");

            link(ada, critical).focus();
            keyboard.press("?");
            assertThat(ada.heading("Keys")).isVisible();
            fine(ada);
            keyboard.press("Escape");
            keyboard.press("Enter");
            assertThat(ada.page()).hasURL(Pattern.compile(".*/actions/" + critical));
        }
    }

    @Test
    void singleKeysCanBeTurnedOffAndStayOff() {
        var critical = deletion();
        try (var ada = inbox("")) {
            ada.press("Keys");
            ada.page().getByLabel("Single keys work in this browser").uncheck();
            ada.press("Close");
            ada.page().reload();
            ada.page().keyboard().press("j");
            assertThat(link(ada, critical)).not().isFocused();
            ada.page().keyboard().press("?");
            assertThat(ada.heading("Keys")).not().isVisible();
        }
    }

    @Test
    void aFloodIsOneRowThatOpensItsListAndNeverHidesWhatIsCritical() {
        messages(5);
        for (int i = 0; i < 5; i++) {
            deletion();
        }
        try (var ada = inbox("", PHONE)) {
            var rows = ada.page().locator(".row");
            assertThat(rows).hasCount(6);
            assertThat(ada.page().locator(".count")).hasText("10 actions");
            assertThat(rows.first()).containsText("CRITICAL");
            assertThat(rows.last()).containsText("5 × Post a message");
            fine(ada);

            ada.text("show them").click();
            assertThat(rows).hasCount(5);
            assertThat(rows.first()).containsText("Post a message in #general");
        }
    }

    @Test
    void aNewRowIsAnnouncedAndTakesNeitherFocusNorPlace() {
        var first = message();
        try (var ada = inbox("")) {
            ada.live();
            ada.page().keyboard().press("j");
            var before = link(ada, first).boundingBox();
            deletion();
            ada.text("1 new, show").waitFor();

            assertThat(link(ada, first)).isFocused();
            assertThat(ada.page().locator(".row")).hasCount(1);
            var after = link(ada, first).boundingBox();
            Assertions.assertThat(after.y).isEqualTo(before.y);
            Assertions.assertThat(after.x).isEqualTo(before.x);
            fine(ada);
        }
    }

    @Test
    void aRowThatChangesKeepsTheFocusAndOthersTheirMarks() {
        var two = messages(2);
        try (var ada = inbox("&show=all")) {
            ada.live();
            ada.page().locator("#pick-" + two.getLast()).check();
            link(ada, two.getFirst()).focus();
            Person.ada().rejects(two.getFirst(), "Not now").then().statusCode(200);

            assertThat(ada.page().locator("#row-" + two.getFirst())).containsText("rejected");
            assertThat(link(ada, two.getFirst())).isFocused();
            assertThat(ada.page().locator("#pick-" + two.getLast())).isChecked();
        }
    }

    @Test
    void severalAreShownWholeAndApprovedTogether() {
        var two = messages(2);
        deletion();
        try (var ada = inbox("", PHONE)) {
            assertThat(ada.page().locator(".pick input")).hasCount(2);
            ada.press("Select all");
            fine(ada);
            ada.press("Decide on 2 selected");
            assertThat(ada.heading("Decide on 2 actions")).isVisible();
            assertThat(ada.page().locator(".items .payload")).hasCount(2);
            assertThat(ada.page().locator(".items .payload").first()).containsText("The build is green.");
            fine(ada);
            ada.screenshot("batch");
            ada.press("Approve 2 actions");

            assertThat(ada.heading("2 of 2 decided")).isVisible();
            assertThat(ada.page().locator(".results")).containsText("approved");
            fine(ada);
            ada.page().navigate("/?show=history&run=" + run);
            assertThat(ada.page().locator(".row")).hasCount(2);
            assertThat(link(ada, two.getFirst())).isVisible();
        }
    }

    @Test
    void withoutScriptsSeveralAreRejectedWithOneReason() {
        var two = messages(2);
        try (var ada = inbox("")) {
            ada.page().route("**/*.js", route -> route.abort());
            ada.page().reload();
            for (var id : two) {
                ada.page().locator("#pick-" + id).check();
            }
            ada.press("Decide on the selected");
            ada.press("Reject 2 actions");
            assertThat(ada.heading("Nothing was decided")).isVisible();
            fine(ada);
            ada.page().getByLabel("Too risky").check();
            ada.press("Reject 2 actions");

            assertThat(ada.heading("2 of 2 decided")).isVisible();
            assertThat(ada.page().locator(".results")).containsText("rejected");
        }
    }

    @Test
    void whatHasToBeOpenedOrIsCriticalIsDecidedOnItsOwn() {
        var message = message();
        var longer = Held.hold(posting().with("text", "all work and no play ".repeat(100)));
        var critical = deletion();
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/actions/batch?id=" + longer + "&id=" + critical + "&id=" + message + "&id=" + run);

            assertThat(ada.heading("Decide on 1 action")).isVisible();
            assertThat(ada.text("has parts to be opened first")).isVisible();
            assertThat(ada.text("is CRITICAL")).isVisible();
            assertThat(ada.text("1 of the selected cannot be found")).isVisible();
            fine(ada);
        }
    }

    @Test
    void whatChangedMeanwhileIsNotDecidedAndSaysSo() {
        var two = messages(2);
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/actions/batch?id=" + two.getFirst() + "&id=" + two.getLast());
            Person.ada().rejects(two.getFirst(), "Not now").then().statusCode(200);
            ada.press("Approve 2 actions");

            assertThat(ada.heading("1 of 2 decided")).isVisible();
            assertThat(ada.page().locator(".results .mark")).containsText("already decided");
        }
    }
}
