package dev.approvalcopilot.approval.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the server itself says of parts that are folded: scripts may be off. */
@QuarkusTest
class FoldedPagesTest {
    private static final Pattern APPROVE = Pattern.compile("<button class=\"approve\"[^>]*>Approve</button>");
    private static final PlainBrowser ADA = PlainBrowser.of(Person.ada());

    @Inject
    Jdbi jdbi;

    private static UUID mailThatGoesOnFarBelow() {
        return Held.hold(
                AnAction.postingAMessage().with("text", "All is well." + "\n".repeat(500) + "cc: all@corp.example"));
    }

    private static String approve(PlainBrowser.Page page) {
        var button = APPROVE.matcher(page.html());
        assertThat(button.find()).as("Approve").isTrue();
        return button.group();
    }

    @Test
    void approveIsOffWhileAPartIsFolded() {
        var page = ADA.get("/actions/" + mailThatGoesOnFarBelow());

        assertThat(approve(page)).contains(" disabled");
        assertThat(page.text()).contains("1 part is not opened yet. Approve waits for it.", "Open 532 characters");
    }

    @Test
    void approveIsOnWhereNothingIsFolded() {
        var page = ADA.get("/actions/" + Held.hold(AnAction.postingAMessage()));

        assertThat(approve(page)).doesNotContain(" disabled");
        assertThat(page.text()).doesNotContain("I have read all of it");
    }

    @Test
    void withoutScriptsThePersonSaysThatTheyReadAllOfIt() {
        var action = mailThatGoesOnFarBelow();
        var path = "/actions/" + action;

        var answer = ADA.send(ADA.get(path), path + "/read");

        assertThat(answer.location()).endsWith(path + "#decision-title");
        var page = ADA.get(path);
        assertThat(approve(page)).doesNotContain(" disabled");
        assertThat(page.html()).doesNotContain("data-part>");
        assertThat(ADA.send(page, path + "/approve").status()).isEqualTo(303);
        assertThat(Person.ada().sees(action).getString("state")).isEqualTo("APPROVED");
    }

    @Test
    void thatWordCountsForWhatWasShownAndNotForWhatCameInItsPlace() {
        var action = mailThatGoesOnFarBelow();
        var path = "/actions/" + action;
        ADA.send(ADA.get(path), path + "/read");
        jdbi.useHandle(
                handle -> handle.execute("update approvals set impact = 'Something else.' where id = ?", action));

        assertThat(approve(ADA.get(path))).contains(" disabled");
    }

    @Test
    void aWordForAViewThatIsGoneIsNone() {
        var action = mailThatGoesOnFarBelow();
        var path = "/actions/" + action;
        var seen = ADA.get(path);
        jdbi.useHandle(
                handle -> handle.execute("update approvals set impact = 'Something else.' where id = ?", action));

        ADA.send(seen, path + "/read");

        assertThat(approve(ADA.get(path))).contains(" disabled");
    }
}
