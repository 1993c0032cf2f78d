package dev.approvalcopilot.approval.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.Cookie;
import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.MailParts;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Receivers;
import dev.approvalcopilot.approval.testing.Receivers.Post;
import dev.approvalcopilot.approval.testing.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs that open every link before the person does: mail scanners, link previews, browsers that fetch ahead. Every link of
 * every notification, over all channels; the database is compared row by row.
 */
@QuarkusTest
class MailScannerTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"#]+");

    private static UUID action;
    private static Set<String> links;
    private static String session;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void beNotifiedOnce() {
        if (links != null) {
            return;
        }
        try (var ada = Visit.by("ada")) {
            session = ada.context().cookies().stream()
                    .filter(cookie -> cookie.name.startsWith("q_session") || cookie.name.startsWith("__Host-copilot"))
                    .map((Cookie cookie) -> cookie.name + "=" + cookie.value)
                    .collect(Collectors.joining("; "));
        }
        // Other tests may have told Ada as much as an hour allows: it was long ago.
        jdbi.useHandle(handle -> handle.execute(
                "update notifications set created_at = created_at - interval '2 hours' where person = 'auth0|ada'"));
        // One that wants to be read, so that being shown would leave a trace.
        var deletion = AnAction.deletingARepository().wantingToBeRead(Duration.ofMinutes(1));
        action = deletion.id();
        Topics.send(deletion.build());
        links = allLinks();
        await("nothing else happens")
                .atMost(SOON)
                .until(() -> count("select count(*) from outbox where sent_at is null"
                                + " union all select count(*) from notifications where state = 'DUE' and action = '"
                                + action + "'")
                        == 0);
    }

    private Set<String> allLinks() {
        var mail = await("the mail")
                .atMost(SOON)
                .until(MailScannerTest::mails, mails -> !mails.isEmpty())
                .getFirst();
        var posts = await("the posts")
                .atMost(SOON)
                .until(
                        () -> Stream.concat(Receivers.slacks(action).stream(), Receivers.webhooks(action).stream())
                                .map(Post::body)
                                .toList(),
                        bodies -> bodies.size() == 2);
        return Stream.of(MailParts.headers(mail), MailParts.texts(mail), posts)
                .flatMap(List::stream)
                .flatMap(text -> LINK.matcher(text).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<MimeMessage> mails() {
        return Receivers.mails("ada@acme.test").stream()
                .filter(mail -> String.join("", MailParts.texts(mail)).contains(action.toString()))
                .toList();
    }

    private long count(String sql) {
        return jdbi
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).list())
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Every row of every table that names the action, and what else of the person a request could change. */
    private Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        jdbi.useHandle(handle -> {
            var tables = handle.createQuery("select tablename from pg_tables where schemaname = 'public'")
                    .mapTo(String.class)
                    .list();
            for (var table : tables) {
                boolean ofThePerson =
                        Set.of("notification_preferences", "idempotent_answers").contains(table);
                rows.put(
                        table,
                        handle.createQuery("select t::text from " + table + " t where t::text like :wanted order by 1")
                                .bind(
                                        "wanted",
                                        "%" + (ofThePerson ? Person.ada().sub() : action) + "%")
                                .mapTo(String.class)
                                .list());
            }
        });
        assertThat(rows.get("approvals")).hasSize(1);
        return rows;
    }

    private static Response ask(String method, String link, RequestSpecification as) {
        return as.redirects().follow(false).request(method, link);
    }

    @Test
    void thereAreTwoAddressesInAllNotificationsTogether() {
        assertThat(links).containsExactly(Visit.address() + "/actions/" + action, Visit.address() + "/settings");
    }

    @ParameterizedTest
    @CsvSource({"GET", "HEAD"})
    void withoutASessionNothingChanges(String method) {
        var before = rows();

        for (var link : links) {
            assertThat(ask(method, link, given()).statusCode()).as(link).isEqualTo(302);
        }

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void withThePersonsSessionAHeadRequestChangesNothing() {
        var before = rows();

        for (var link : links) {
            assertThat(ask("HEAD", link, given().header("Cookie", session)).statusCode())
                    .as(link)
                    .isEqualTo(200);
        }

        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose, prefetch", "Sec-Purpose, prefetch;prerender", "Purpose, prefetch", "X-Moz, prefetch"})
    void aBrowserThatFetchesAheadChangesNothingAndHasToAskAgain(String name, String value) {
        var before = rows();

        for (var link : links) {
            var answer = ask(
                    "GET",
                    link,
                    given().header("Cookie", session).header(name, value).header("Accept", "text/html"));

            assertThat(answer.statusCode()).as(link).isEqualTo(503);
            assertThat(answer.header("Cache-Control")).contains("no-store");
        }

        assertThat(rows()).isEqualTo(before);
    }

    /** Cannot be told from the person: the action counts as shown, and no more. It decides nothing. */
    @Test
    void whoLooksWithThePersonsSessionLeavesThatItWasShownAndNothingElse() {
        var before = rows();

        for (var link : links) {
            assertThat(ask("GET", link, given().header("Cookie", session)).statusCode())
                    .as(link)
                    .isEqualTo(200);
        }

        var after = rows();
        assertThat(after.remove("shown_actions")).hasSize(1);
        before.remove("shown_actions");
        assertThat(after).isEqualTo(before);
        Person.ada().sees(action, "PENDING");
    }

    /** A form's address opened by GET is no decision. */
    @ParameterizedTest
    @CsvSource({"approve", "reject", "answer", "login", "settle"})
    void theAddressesOfTheFormsDecideNothing(String form) {
        var before = rows();

        ask("GET", Visit.address() + "/actions/" + action + "/" + form, given().header("Cookie", session));

        assertThat(rows()).isEqualTo(before);
    }
}
