package dev.approvalcopilot.approval.notification.mail;

import dev.approvalcopilot.approval.notification.Message;
import dev.approvalcopilot.approval.notification.Until;
import io.quarkus.mailer.Mail;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** One message as a mail: text, and the same as simple HTML. */
final class MailText {
    private static final int MAX_SUBJECT = 200;

    private MailText() {}

    @CheckedTemplate(basePath = "mail")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance text(Message message, String until);

        static native TemplateInstance html(Message message, String until);
    }

    static Mail of(Message message) {
        var until = Until.words(message.expiresAt());
        return Mail.withText(
                        message.address(),
                        subject(message),
                        Templates.text(message, until).render())
                .setHtml(Templates.html(message, until).render())
                // A repetition is known by it (RFC 5322 section 3.6.4).
                .addHeader(
                        "Message-ID", "<" + message.id() + "@" + message.link().getHost() + ">")
                // No out-of-office replies (RFC 3834). No one-click unsubscribing: nothing is changed without a login.
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("List-Unsubscribe", "<" + message.settings() + ">");
    }

    /** Inert text has no line break, and a title that long is none. */
    private static String subject(Message message) {
        var subject = message.subject();
        if (subject.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalStateException("a subject is one line");
        }
        return subject.codePointCount(0, subject.length()) <= MAX_SUBJECT
                ? subject
                : subject.substring(0, subject.offsetByCodePoints(0, MAX_SUBJECT)) + "…";
    }
}
