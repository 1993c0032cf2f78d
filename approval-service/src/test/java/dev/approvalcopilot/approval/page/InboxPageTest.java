package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.contracts.Ids;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxPageTest {
    @Test
    void announcesNewRowsWithoutMovingWhatStands() {
        var run = Ids.next();
        var first = Held.hold(AnAction.postingAMessage().of("auth0|bob").inRun(run));
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/?run=" + run);
            bob.live();
            var before = bob.page().locator("#row-" + first).boundingBox();
            var second =
                    Held.hold(AnAction.deletingARepository().of("auth0|bob").inRun(run));
            bob.text("1 new, show").waitFor();

            Assertions.assertThat(bob.page().locator("#row-" + first).boundingBox().x)
                    .isEqualTo(before.x);
            assertThat(bob.page().locator("#row-" + second)).hasCount(0);
            bob.text("1 new, show").click();
            assertThat(bob.page().locator("#row-" + second)).isVisible();
        }
    }

    @Test
    void showsAChangeOfAVisibleRow() {
        var run = Ids.next();
        var action = Held.hold(AnAction.postingAMessage().inRun(run));
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/?show=all&run=" + run);
            ada.live();
            Person.ada().rejects(action, "Not now").then().statusCode(200);

            assertThat(ada.page().locator("#row-" + action)).containsText("rejected");
        }
    }

    @Test
    void putsTheOldestCriticalFirst() {
        var person = "auth0|olga";
        var run = Ids.next();
        var message = Held.hold(AnAction.postingAMessage().of(person).inRun(run));
        var deletion = Held.hold(AnAction.deletingARepository().of(person).inRun(run));
        Held.hold(AnAction.deletingARepository().of(person).inRun(run));
        try (var olga = Visit.by("olga")) {
            olga.page().navigate("/?run=" + run);
            var rows = olga.page().locator(".row");

            assertThat(rows.first()).hasAttribute("id", "row-" + deletion);
            assertThat(rows.last()).hasAttribute("id", "row-" + message);
            assertThat(rows.first()).containsText("CRITICAL");
            assertThat(rows.first()).containsText("Delete the repository octo/old-site");
            assertThat(rows.first()).containsText("GitHub account");
        }
    }

    @Test
    void anEmptyPlaceSaysWhatItIsFor() {
        try (var otto = Visit.by("otto")) {
            otto.page().navigate("/");

            assertThat(otto.heading("Nothing waits for you")).isVisible();
            assertThat(otto.text("What shall an agent do for you?")).isVisible();
            assertThat(otto.page().locator("a[href='/accounts']").last()).isVisible();
        }
    }

    @Test
    void saysThatItIsNoLongerLive() {
        try (var ada = Visit.by("ada")) {
            Predicate<String> stream = Visit::isLiveStream;
            ada.withoutSharedWorkers().page().route(stream, route -> route.abort());
            ada.page().navigate("/");

            assertThat(ada.page().getByRole(AriaRole.ALERT)).containsText("Live connection lost");
            ada.page().unroute(stream);
            ada.live();
            assertThat(ada.page().getByRole(AriaRole.ALERT)).not().isVisible();
        }
    }

    @Test
    void opensAnActionByKeyboard() {
        var run = Ids.next();
        var action = Held.hold(AnAction.postingAMessage().inRun(run));
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/?run=" + run);
            ada.page().locator("#row-" + action + " h2 a").focus();
            ada.page().keyboard().press("Enter");

            assertThat(ada.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .hasText("Post a message in #general");
        }
    }

    /** Over HTTP/1.1 a browser has six connections to a host. */
    @Test
    void eightTabsAreLiveAndTheNinthDecides() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada")) {
            var tabs = new ArrayList<Page>();
            for (int i = 0; i < 8; i++) {
                var tab = ada.newTab();
                tab.navigate("/actions/" + action);
                assertThat(tab.locator("#live")).hasText("Live");
                tabs.add(tab);
            }
            ada.open(action).live();
            ada.press("Approve");

            assertThat(ada.heading("Approved. It waits for the gateway")).isVisible();
            tabs.forEach(
                    tab -> assertThat(tab.locator("#decision-title")).hasText("Approved. It waits for the gateway"));
        }
    }

    @Test
    void anEmptyInboxFillsByItself() {
        try (var otto = Visit.by("otto")) {
            otto.page().navigate("/");
            otto.live();
            assertThat(otto.heading("Nothing waits for you")).isVisible();
            var action = Held.hold(AnAction.postingAMessage().of("auth0|otto"));

            assertThat(otto.page().locator("#row-" + action)).isVisible();
            Person.otto().rejects(action, "no").then().statusCode(200);
        }
    }

    @Test
    void theButtonThatSelectsAllIsHiddenWhenAllAreSelected() {
        var run = Ids.next();
        Held.hold(AnAction.gettingARepository().inRun(run));
        try (var ada = Visit.by("ada")) {
            ada.page().navigate("/?run=" + run);
            assertThat(ada.page().locator("#pick-all")).isVisible();
            ada.page().locator("#pick-all").click();

            assertThat(ada.page().locator("#pick-all")).isHidden();
        }
    }
}
