package dev.approvalcopilot.approval.page.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.PlainBrowser;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.Whereabouts;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The form for a goal, by HTTP alone; what its script fills in is typed here. */
@QuarkusTest
class GoalFormTest {

    private static Whereabouts passedOn(String... filledIn) {
        var browser = PlainBrowser.of(Person.ada());
        var fields = new String[filledIn.length + 2];
        System.arraycopy(filledIn, 0, fields, 2, filledIn.length);
        fields[0] = "goal";
        fields[1] = "Remind #general tomorrow at noon.";
        var answer = browser.send(browser.get("/runs"), "/runs", fields);
        assertThat(answer.status()).isEqualTo(303);
        var run = UUID.fromString(answer.location().replaceFirst(".*/runs/", ""));
        return Topics.await1(run, RunRequested.class).whereabouts();
    }

    @Test
    void timesAreMeantWhereTheBrowserIs() {
        assertThat(passedOn("timeZone", "Asia/Kolkata", "locale", "hi-IN"))
                .isEqualTo(new Whereabouts("Asia/Kolkata", "hi-IN"));
    }

    @Test
    void withoutScriptsTheLanguageIsThatOfTheRequestAndTheZoneTheInstallations() {
        assertThat(passedOn()).isEqualTo(new Whereabouts(null, PlainBrowser.LANGUAGE));
    }

    @Test
    void aPlaceThatNobodyKnowsDoesNotStopTheGoal() {
        assertThat(passedOn("timeZone", "Mars/Olympus_Mons", "locale", "x".repeat(5000)))
                .isEqualTo(new Whereabouts(null, PlainBrowser.LANGUAGE));
    }
}
