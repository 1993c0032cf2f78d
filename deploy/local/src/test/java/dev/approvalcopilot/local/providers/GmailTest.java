package dev.approvalcopilot.local.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GmailTest {

    private static final String MESSAGES = "/gmail/gmail/v1/users/me/messages";

    private Client client;

    @BeforeEach
    void start() throws IOException {
        client = new Client(Tokens.ofAdaAndBob());
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private Client.Reply search(String query, String token) throws IOException {
        return client.get(MESSAGES + "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), token);
    }

    private Client.Reply send(String mail, String token) throws IOException {
        var raw = Base64.getUrlEncoder().withoutPadding().encodeToString(mail.getBytes(StandardCharsets.UTF_8));
        return client.post(MESSAGES + "/send", token, Answer.object().put("raw", raw));
    }

    private static String mail(String to) {
        return "To: " + to + "\r\nSubject: =?UTF-8?B?R3LDvMOfZQ==?=\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString("Schöne Grüße".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sendsAMailThatTheRecipientFinds() throws IOException {
        var reply = send(mail("bob@acme.test"), "ada-google-send");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("/labelIds/0")).isEqualTo("SENT");
        assertThat(client.effects().at("/0/target").asText()).isEqualTo("bob@acme.test");
        assertThat(client.effects().at("/0/summary").asText()).isEqualTo("Sent: Grüße");
        assertThat(search("from:ada subject:Grüße \"schöne grüße\" is:unread", "bob-google")
                        .text("/resultSizeEstimate"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"relaunch, 1", "from:bob, 1", "nothing-like-it, 0", "is:unread, 3"})
    void searchesTheOwnMailbox(String query, int found) throws IOException {
        var reply = search(query, "ada-google-read");

        assertThat(reply.text("/resultSizeEstimate")).isEqualTo(String.valueOf(found));
        assertThat(reply.body().path("messages")).hasSize(found);
    }

    @Test
    void readsFoldedAndQuotedText() {
        var text = "To: a@b.test\r\nSubject: =?utf-8?q?Gr=C3=BC?=\r\n =?utf-8?q?=C3=9Fe?=\r\n"
                + "Content-Transfer-Encoding: quoted-printable\r\n\r\nSch=C3=B6n =\r\nhier";
        var mail = RawMail.parse(Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow();

        assertThat(mail.header("subject")).contains("Grüße");
        assertThat(mail.text()).isEqualTo("Schön hier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: none\r\n\r\ntext", "To: nobody\r\n\r\ntext", "no header at all"})
    void refusesAMailThatCannotBeDelivered(String mail) throws IOException {
        var reply = send(mail, "ada-google");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("/error/status")).isEqualTo("INVALID_ARGUMENT");
        assertThat(client.effects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "old-google", "ada-slack"})
    void refusesWrongExpiredAndForeignTokens(String token) throws IOException {
        var reply = send(mail("bob@acme.test"), token);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("/error/status")).isEqualTo("UNAUTHENTICATED");
        assertThat(client.effects()).isEmpty();
    }

    @Test
    void refusesATokenWithoutTheScope() throws IOException {
        var sent = send(mail("bob@acme.test"), "ada-google-read");
        var searched = search("relaunch", "ada-google-send");

        assertThat(sent.status()).isEqualTo(403);
        assertThat(sent.text("/error/details/0/reason")).isEqualTo("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
        assertThat(searched.status()).isEqualTo(403);
        assertThat(client.effects()).isEmpty();
    }
}
