package dev.approvalcopilot.approval.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page does when the server cannot tell it everything since it was made. */
@QuarkusTest
class LostPlaceTest {
    private static final String OTTO = "auth0|otto";

    @Inject
    Jdbi jdbi;

    private UUID action;

    @BeforeEach
    void hold() {
        action = Held.hold(AnAction.postingAMessage().of(OTTO));
    }

    @AfterEach
    void reject() {
        Person.otto().rejects(action, "no").then().statusCode(200);
    }

    /** The person's latest change is forgotten, as by a restore to just before it. */
    private void restore() {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "delete from inbox_feed where principal = ? and seq = (select seq from inbox_heads where principal = ?)",
                    OTTO,
                    OTTO);
            handle.execute("update inbox_heads set seq = seq - 1 where principal = ?", OTTO);
        });
    }

    private static void mark(Page tab) {
        tab.evaluate("globalThis.madeBefore = true");
    }

    private static boolean isMarked(Page tab) {
        return (boolean) tab.evaluate("globalThis.madeBefore === true");
    }

    @Test
    void aPageFromBeforeARestoredDatabaseLoadsItselfAnewAndOthersDoNot() {
        try (var otto = Visit.by("otto")) {
            otto.page().navigate("/actions/" + action);
            otto.live();
            mark(otto.page());
            var loads = new AtomicInteger();
            otto.page().onLoad(_ -> loads.incrementAndGet());
            restore();

            var fresh = otto.newTab();
            fresh.navigate("/actions/" + action);
            mark(fresh);

            otto.page().waitForCondition(() -> loads.get() > 0);
            Assertions.assertThat(isMarked(otto.page())).isFalse();
            otto.live();
            assertThat(fresh.locator("#live")).hasText("Live");
            Assertions.assertThat(isMarked(fresh)).isTrue();
        }
    }

    @Test
    void whatSomebodyHasBegunToTypeStaysAndThePageSaysThatItIsNotLive() {
        try (var otto = Visit.by("otto")) {
            otto.page().navigate("/runs");
            otto.live();
            mark(otto.page());
            otto.page().locator("#goal").fill("Tell #general that");
            restore();

            otto.newTab().navigate("/runs");

            assertThat(otto.page().getByRole(AriaRole.ALERT)).containsText("Live connection lost");
            assertThat(otto.page().locator("#goal")).hasValue("Tell #general that");
            Assertions.assertThat(isMarked(otto.page())).isTrue();
        }
    }

    /** The script that all tabs share, with a stream that says what is kept: changes 8 to 20 of history h2. */
    @ParameterizedTest
    @CsvSource({"7,,false", "20,,false", "12,h2,false", "6,,true", "21,,true", "12,h1,true"})
    void aTabIsToldToLoadAnewWhereItsPlaceIsNotKept(int after, String history, boolean anew) {
        try (var otto = Visit.by("otto")) {
            otto.page().navigate("/runs");
            var told = otto.page().evaluate("""
                            ([after, history]) => {
                              class Stream extends EventTarget { constructor() { super(); Stream.latest = this; } close() {} }
                              const real = globalThis.EventSource;
                              globalThis.EventSource = Stream;
                              const told = [];
                              const tab = { after, history, halts: 0, post: (message) => told.push(message.type) };
                              globalThis.copilotHub().join('one', tab);
                              globalThis.EventSource = real;
                              const data = JSON.stringify({ from: 7, head: 20, history: 'h2' });
                              Stream.latest.dispatchEvent(new MessageEvent('place', { data }));
                              return told;
                            }""", Arrays.asList(after, history));

            Assertions.assertThat(told).isEqualTo(List.of(anew ? "reset" : "place"));
        }
    }

    /** A tab that was hidden while the database was restored comes back to a stream that others have opened. */
    @Test
    void aTabThatComesBackFromAnotherHistoryIsAskedAbout() {
        try (var otto = Visit.by("otto")) {
            otto.page().navigate("/runs");
            var streams = otto.page().evaluate("""
                    () => {
                      const streams = [];
                      class Stream extends EventTarget { constructor(url) { super(); streams.push(url); Stream.latest = this; } close() {} }
                      const real = globalThis.EventSource;
                      globalThis.EventSource = Stream;
                      const hub = globalThis.copilotHub();
                      const post = () => {};
                      hub.join('open', { after: 10, halts: 0, post });
                      const data = JSON.stringify({ from: 0, head: 10, history: 'h2' });
                      Stream.latest.dispatchEvent(new MessageEvent('place', { data }));
                      hub.join('same', { after: 10, history: 'h2', halts: 0, post });
                      hub.join('other', { after: 10, history: 'h1', halts: 0, post });
                      globalThis.EventSource = real;
                      return streams.length;
                    }""");

            Assertions.assertThat(streams).isEqualTo(2);
        }
    }
}
