package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.notification.Channel;
import dev.approvalcopilot.approval.notification.PreferenceRows;
import dev.approvalcopilot.approval.notification.Preferences;
import dev.approvalcopilot.approval.notification.Preferences.Wish;
import dev.approvalcopilot.contracts.action.RiskLevel;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bob's wishes: no other test has any. */
@QuarkusTest
class NotificationSettingsTest {
    private static final String BOB = "auth0|bob";

    @Inject
    PreferenceRows preferences;

    @Inject
    People people;

    @AfterEach
    void forget() {
        preferences.put(BOB, Preferences.DEFAULT);
    }

    @Test
    void aPersonChoosesChannelsLevelsAndQuietHours() {
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/settings#notifications");
            bob.page().locator("[name=slack]").uncheck();
            bob.page().locator("[name=mail-from]").selectOption("CRITICAL");
            bob.page().locator("[name=quiet]").check();
            bob.page().locator("[name=quiet-from]").fill("21:30");
            bob.page().locator("#quiet-zone").fill("Europe/Berlin");
            bob.press("Save");
            bob.page().waitForURL("**/settings#notifications");

            assertThat(bob.page().locator("[name=slack]")).not().isChecked();
            assertThat(bob.page().locator("[name=mail-from]")).hasValue("CRITICAL");
        }
        var chosen = preferences.of(BOB);

        assertThat(chosen.channels().get(Channel.MAIL)).isEqualTo(new Wish(true, RiskLevel.CRITICAL));
        assertThat(chosen.channels().get(Channel.SLACK).on()).isFalse();
        assertThat(chosen.quiet().from()).isEqualTo(LocalTime.of(21, 30));
    }

    @Test
    void whatIsNoTimeZoneIsSaidAndNothingIsSaved() {
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/settings");
            bob.page().locator("[name=mail]").uncheck();
            bob.page().locator("[name=quiet]").check();
            bob.page().locator("#quiet-zone").fill("Berlin");
            bob.press("Save");
            bob.heading("Nothing was saved").waitFor();

            assertThat(new AxeBuilder(bob.page()).analyze().getViolations()).isEmpty();
        }
        assertThat(preferences.of(BOB)).isEqualTo(Preferences.DEFAULT);
    }

    @Test
    void aLoginSaysWhereMailGoesTo() {
        try (var bob = Visit.by("bob")) {
            bob.page().navigate("/settings");
            bob.text("Mail goes to bob@acme.test").waitFor();
        }
        assertThat(people.known(Set.of(BOB)))
                .singleElement()
                .satisfies(person -> assertThat(person.email()).contains("bob@acme.test"));
    }
}
