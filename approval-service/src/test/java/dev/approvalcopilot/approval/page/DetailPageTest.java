package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.ActionExecuted;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DetailPageTest {
    @Test
    void showsEveryPartInOrder() {
        var action = Held.hold(AnAction.deletingARepository());
        try (var ada = Visit.by("ada").open(action)) {
            Assertions.assertThat(ada.page().locator("main h1, main h2").allInnerTexts())
                    .containsExactly(
                            "Delete the repository octo/old-site",
                            "The question",
                            "Exactly this",
                            "Why it stands here",
                            "What came before",
                            "What the agent says",
                            "Your decision");
            assertThat(ada.page().locator(".lead")).containsText("cannot be undone");
            assertThat(ada.page().locator(".question")).containsText("Authorise a one-time token");
            assertThat(ada.page().locator(".payload")).containsText("old-site");
            assertThat(ada.page().locator(".payload")).containsText("you typed it");
            assertThat(ada.text("needs a fresh login")).isVisible();
            assertThat(ada.text("A claim of the agent. Nobody has checked it.")).isVisible();
            assertThat(ada.page().locator(".left")).containsText("left");
        }
    }

    @Test
    void nothingIsFocusedAndNoButtonIsTheDefault() {
        var action = Held.hold(AnAction.postingAMessage());
        try (var ada = Visit.by("ada").open(action)) {
            Assertions.assertThat(ada.page().evaluate("document.activeElement === document.body"))
                    .isEqualTo(true);
            assertThat(ada.page().locator("[autofocus]")).hasCount(0);
        }
    }

    @Test
    void hostileTextIsInert() {
        var action = Held.hold(AnAction.postingAMessage()
                .with(
                        "text",
                        "<img src=x onerror=alert(1)>{7*7}{#if}\u202Egnp.exe\u200B <b>bold</b> [x](javascript:1)"));
        try (var ada = Visit.by("ada").open(action)) {
            var value = ada.page().locator(".payload .text").last();

            assertThat(ada.page().locator("main img, main b")).hasCount(0);
            assertThat(ada.page().locator(".payload"))
                    .containsText("<img src=x onerror=alert(1)>{7*7}{#if}[U+202E]gnp.exe[U+200B] <b>bold</b>");
            assertThat(ada.text("In this payload: 2 hidden characters")).isVisible();
            assertThat(value).isVisible();
        }
    }

    @Test
    void approveWaitsForLongText() {
        var action = Held.hold(
                AnAction.postingAMessage().with("text", "All good. ".repeat(100) + "https://evil.example and the end"));
        try (var ada = Visit.by("ada").open(action)) {
            var approve = ada.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve"));
            assertThat(approve).isDisabled();
            assertThat(ada.text("1 part is not opened yet")).isVisible();
            ada.text("Open 1,032 characters, 1 link").click();

            assertThat(ada.text("and the end")).isVisible();
            assertThat(approve).isEnabled();
        }
    }

    @Test
    void anothersActionAndNoneAreTheSame() {
        var bobs = Held.hold(AnAction.postingAMessage().of("auth0|bob"));
        try (var ada = Visit.by("ada")) {
            var foreign = ada.page().navigate("/actions/" + bobs);
            var words = ada.page().locator("main > p").first().innerText();
            var unknown = ada.page().navigate("/actions/" + Ids.next());
            var noId = ada.page().navigate("/actions/none");

            Assertions.assertThat(foreign.status()).isEqualTo(404);
            Assertions.assertThat(unknown.status()).isEqualTo(404);
            Assertions.assertThat(noId.status()).isEqualTo(404);
            assertThat(ada.page().locator("main > p").first()).hasText(words);
            assertThat(ada.text("quote")).isVisible();
        }
    }

    @Test
    void withoutAnAccountItSaysWhereToConnect() {
        var action = Held.hold(AnAction.postingAMessage().of("auth0|carol"));
        try (var carol = Visit.by("carol").open(action)) {
            assertThat(carol.text("Connect a Slack account first")).isVisible();
            assertThat(carol.page().getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Open your accounts")))
                    .hasAttribute("href", "/accounts?connect=sign-in-with-slack&back=/actions/" + action);
            Assertions.assertThat(new AxeBuilder(carol.page()).analyze().getViolations())
                    .isEmpty();
            assertThat(carol.page().getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Approve")))
                    .hasCount(0);
            assertThat(carol.page().locator("details.reject > summary")).isVisible();
        }
    }

    @Test
    void saysHowLikeActionsWereDecidedAndWhereAnExpectedValueWasRead() {
        var run = Ids.next();
        var pushedAt = "2023-02-14T16:20:07Z";
        var repository = "site-" + run.toString().substring(30);
        var read =
                Held.hold(AnAction.gettingARepository().with("repo", repository).inRun(run));
        Person.ada().approves(read).then().statusCode(200);
        var result = JsonNodeFactory.instance.objectNode().put("pushed_at", pushedAt);
        Topics.send(new ActionExecuted.Succeeded(
                Topics.await1(read, ActionDecided.Approved.class).action(), result, Instant.now()));
        Person.ada().sees(read, "SUCCEEDED");
        var rejected = Held.hold(
                AnAction.deletingARepository().with("repo", repository).inRun(run));
        Person.ada().rejects(rejected, "Not today").then().statusCode(200);

        var action = Held.hold(AnAction.deletingARepository()
                .with("repo", repository)
                .with("expected_pushed_at", pushedAt)
                .inRun(run));
        try (var ada = Visit.by("ada").open(action)) {
            var expected = ada.page().locator(".expected");
            assertThat(expected).containsText(pushedAt);
            assertThat(expected).containsText("as read in this run by");
            assertThat(expected.getByRole(AriaRole.LINK)).hasAttribute("href", "/actions/" + read);
            assertThat(ada.page().locator(".before")).containsText("done");
            assertThat(ada.text("Exactly this, to the letter, was never decided for you before."))
                    .isVisible();
            ada.text("The same target with other arguments: approved never, rejected once.")
                    .waitFor();
            ada.text("What is different from the latest of them").click();
            assertThat(ada.text("rejected by you")).isVisible();
            var difference = ada.page().locator("details table");
            assertThat(difference).containsText("expected_pushed_at");
            assertThat(difference).containsText(pushedAt);
        }
    }

    @Test
    void aValueThatNobodyReadInTheRunIsSaidToBeTheModels() {
        var action = Held.hold(AnAction.deletingARepository());
        try (var ada = Visit.by("ada").open(action)) {
            assertThat(ada.page().locator(".expected")).containsText("not read in this run");
        }
    }
}
