package dev.approvalcopilot.approval.testing;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a person, or a program that scans mail, finds in one. */
public final class MailParts {
    private MailParts() {}

    /** Each text of the mail, decoded. */
    public static List<String> texts(MimeMessage mail) {
        try {
            var texts = new ArrayList<String>();
            collect(mail, texts);
            return texts;
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each header with its name. */
    public static List<String> headers(MimeMessage mail) {
        try {
            return Collections.list(mail.getAllHeaders()).stream()
                    .map(header -> header.getName() + ": " + header.getValue())
                    .toList();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(Part part, List<String> texts) throws MessagingException, IOException {
        switch (part.getContent()) {
            case String text -> texts.add(text);
            case MimeMultipart parts -> {
                for (int i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i), texts);
                }
            }
            default -> throw new IllegalStateException("a part of type " + part.getContentType());
        }
    }
}
