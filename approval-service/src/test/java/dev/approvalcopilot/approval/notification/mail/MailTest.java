package dev.approvalcopilot.approval.notification.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.approval.identity.KnownPerson;
import dev.approvalcopilot.approval.identity.People;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.MailParts;
import dev.approvalcopilot.approval.testing.Receivers;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.Ids;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Over SMTP to a real, small server. */
@QuarkusTest
class MailTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");

    @Inject
    People people;

    @Inject
    Jdbi jdbi;

    private final String name =
            "m" + Ids.random128().replaceAll("[^A-Za-z0-9]", "x").toLowerCase(Locale.ROOT);
    private final String address = name + "@acme.test";

    private AnAction deletion() {
        people.seen(new KnownPerson("auth0|" + name, Optional.of("Ada"), Optional.of(address), Set.of()));
        return AnAction.deletingARepository().of("auth0|" + name);
    }

    private MimeMessage mail() {
        return await("a mail")
                .atMost(SOON)
                .until(() -> Receivers.mails(address), mails -> !mails.isEmpty())
                .getFirst();
    }

    @Test
    void saysWhatWaitsAndWhereToLook() throws Exception {
        var action = deletion();
        Topics.send(action.build());

        var mail = mail();
        var text = MailParts.texts(mail).getFirst();

        assertThat(mail.getSubject()).isEqualTo("CRITICAL: Delete a repository, planner");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("approvals@copilot.test");
        assertThat(text)
                .contains("Delete a repository waits for a decision.")
                .contains("Asked by:    planner, for " + address)
                .contains("Account at:  github")
                .contains("Until:       ");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Message-ID")[0]).contains("@127.0.0.1>");
        assertThat(mail.getHeader("List-Unsubscribe")[0]).endsWith("/settings#notifications>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).isNull();
    }

    @Test
    void hasOneLinkAndNoArguments() throws Exception {
        var action = deletion();
        Topics.send(action.build());

        var mail = mail();
        var texts = MailParts.texts(mail);

        // The same twice: plain and as HTML.
        assertThat(texts).hasSize(2);
        assertThat(texts).allSatisfy(text -> {
            assertThat(LINK.matcher(text).results().map(MatchResult::group).distinct())
                    .singleElement()
                    .asString()
                    .endsWith("/actions/" + action.id());
            assertThat(text).doesNotContain("octo", "old-site", "sha-256", "<img", "<form");
        });
    }

    @Test
    void isNotSentBelowHigh() {
        deletion();
        var message = AnAction.postingAMessage().of("auth0|" + name);
        Topics.send(message.build());
        await("it is told elsewhere")
                .atMost(SOON)
                .until(() -> !Receivers.webhooks(message.id()).isEmpty());

        assertThat(count(message, "MAIL")).isZero();
    }

    @Test
    void isSentOnceTheServerIsThereAgainAndNothingElseWaitsForIt() {
        var action = deletion();
        Receivers.mailServerStops();
        try {
            Topics.send(action.build());
            await("a try").atMost(SOON).until(() -> reason(action).equals(Optional.of("unreachable")));

            await("the webhook")
                    .atMost(SOON)
                    .untilAsserted(
                            () -> assertThat(Receivers.webhooks(action.id())).isNotEmpty());
            given().get("/q/health/ready").then().statusCode(200);
        } finally {
            Receivers.mailServerStarts();
        }

        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        update notifications
                        set state = 'DUE', ended_at = null, attempts = 0, due_at = clock_timestamp()
                        where action = :action and channel = 'MAIL'""").bind("action", action.id()).execute());
        assertThat(mail()).isNotNull();
    }

    private int count(AnAction action, String channel) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select count(*) from notifications where action = :action and channel = :channel")
                .bind("action", action.id())
                .bind("channel", channel)
                .mapTo(Integer.class)
                .one());
    }

    private Optional<String> reason(AnAction action) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select reason from notifications where action = :action and channel = 'MAIL'")
                .bind("action", action.id())
                .mapTo(String.class)
                .findOne());
    }
}
