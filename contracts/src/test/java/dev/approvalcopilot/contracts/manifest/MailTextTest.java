package dev.approvalcopilot.contracts.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailTextTest {

    private static String mail(String to, String subject, String text) throws UnrenderableRequest {
        var raw = MailText.of(to, subject, text).toBase64Url();
        return new String(Base64.getUrlDecoder().decode(raw), StandardCharsets.US_ASCII);
    }

    private static String textOf(String mail) {
        return new String(
                Base64.getMimeDecoder().decode(mail.substring(mail.indexOf("\r\n\r\n") + 4)), StandardCharsets.UTF_8);
    }

    private static String subjectOf(String mail) {
        var header = mail.substring(mail.indexOf("Subject: ") + 9, mail.indexOf("\r\nMIME-Version"));
        var out = new StringBuilder();
        for (var word : header.split("\r\n ")) {
            assertThat(word).matches("=\\?UTF-8\\?B\\?[A-Za-z0-9+/=]+\\?=").hasSizeLessThanOrEqualTo(75);
            out.append(new String(
                    Base64.getDecoder().decode(word.substring(10, word.length() - 2)), StandardCharsets.UTF_8));
        }
        return out.toString();
    }

    @Test
    void writesAPlainMail() throws Exception {
        var mail = mail("bob@acme.test", "Old site", "It goes on Friday.\nAda");

        assertThat(mail)
                .isEqualTo("To: bob@acme.test\r\nSubject: Old site\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getEncoder()
                                .encodeToString("It goes on Friday.\r\nAda".getBytes(StandardCharsets.UTF_8))
                        + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@acme.test\r\nBcc: eve@evil.test",
                "bob@acme.test\nX: y",
                "bob@acme.test,eve@evil.test",
                "Bob <bob@acme.test>",
                "\"bob\"@acme.test",
                "bob",
                "bob@",
                "@acme.test",
                "",
                "bob@acme.test ",
                "böb@acme.test",
                "bob@acme.test;eve@evil.test",
                "a(b)@acme.test",
                "bob@acme.test\u0000"
            })
    void refusesWhatIsNotOnePlainAddress(String to) {
        assertThatThrownBy(() -> MailText.of(to, "s", "t")).isInstanceOf(UnrenderableRequest.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: eve@evil.test", "a\nb", "a\rb", "a\u0000b", "a\u0085b", "a\u2028b", "a\tb"})
    void refusesASubjectThatIsNotOneLine(String subject) {
        assertThatThrownBy(() -> MailText.of("bob@acme.test", subject, "t")).isInstanceOf(UnrenderableRequest.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grüße aus Köln",
                "=?UTF-8?B?QmNj?=",
                " leading space",
                "👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻👩‍💻",
                "a very long subject that would not fit into a single line of a mail, so it is folded into words"
            })
    void aSubjectArrivesAsItWasApproved(String subject) throws Exception {
        assertThat(subjectOf(mail("bob@acme.test", subject, "t"))).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße\r\n.\r\nBcc: eve@evil.test", "a\rb", "ends with a dot\n."})
    void aTextArrivesAsItWasApprovedAndBeginsNoHeader(String text) throws Exception {
        var mail = mail("bob@acme.test", "s", text);

        assertThat(textOf(mail))
                .isEqualTo(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n"));
        assertThat(mail).doesNotContain("Bcc");
    }
}
