package dev.approvalcopilot.approval.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.approval.notification.Delivery;
import dev.approvalcopilot.approval.notification.Kind;
import dev.approvalcopilot.approval.testing.Messages;
import dev.approvalcopilot.contracts.text.MarkedText;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.mail.SMTPException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a running service: the templates are. */
@QuarkusTest
class MailTextTest {
    @Test
    void aNameWithALineBreakStartsNoHeader() {
        var hostile =
                MarkedText.line("planner\r\nBcc: everybody@evil.example\u202e").toString();

        assertThat(MailText.of(Messages.by(hostile)).getSubject())
                .isEqualTo("HIGH: Post a message, planner[U+000D][U+000A]Bcc: everybody@evil.example[U+202E]");
    }

    @Test
    void aSubjectOfTwoLinesIsNotSent() {
        assertThatThrownBy(() -> MailText.of(Messages.by("planner\nBcc: x"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void markupInANameIsText() {
        var html = MailText.of(Messages.by("<img src=https://evil.example/x><a href=//evil>"))
                .getHtml();

        assertThat(html).doesNotContain("<img").containsOnlyOnce("<a ");
        assertThat(html).contains("&lt;img");
    }

    @Test
    void whatMayHaveHappenedIsNotSpokenOfAsADecision() {
        var waits = MailText.of(Messages.by("planner"));
        var unknown = MailText.of(Messages.by("planner", Kind.OUTCOME_UNKNOWN));

        for (var text : List.of(waits.getText(), waits.getHtml())) {
            assertThat(text).contains("Until", "would happen", "Nothing runs unless it is approved.");
        }
        for (var text : List.of(unknown.getText(), unknown.getHtml())) {
            assertThat(text)
                    .contains("was sent", "Nobody sends it again.")
                    .doesNotContain("Until", "would happen", "is approved", "{");
        }
        assertThat(waits.getText()).contains("Account at:  slack\nUntil:       ");
    }

    @ParameterizedTest
    @CsvSource({"550, true", "553, true", "421, false", "451, false", "530, false", "535, false", "554, false"})
    void aMailboxThatIsNotThereIsNotTriedAgain(int code, boolean never) {
        var failure = new CompletionException(new SMTPException("the server's words", code, List.of(), true));

        assertThat(MailCarrier.failure(failure))
                .isEqualTo(never ? new Delivery.Refused("smtp_" + code) : new Delivery.Failed("smtp_" + code));
    }
}
