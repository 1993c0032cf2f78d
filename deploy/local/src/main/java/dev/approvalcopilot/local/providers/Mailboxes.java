package dev.approvalcopilot.local.providers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The mail of everybody at acme.test, newest first. Guarded by its owner, {@link Gmail}. */
final class Mailboxes {

    record Mail(String id, String threadId, String from, String to, String subject, String text, List<String> labels) {

        private static final int SNIPPET_CHARACTERS = 200;

        String snippet() {
            return text.length() <= SNIPPET_CHARACTERS ? text : text.substring(0, SNIPPET_CHARACTERS);
        }

        /** In the order in which a mail has them. */
        Map<String, String> headers() {
            var headers = new LinkedHashMap<String, String>();
            headers.put("From", from);
            headers.put("To", to);
            headers.put("Subject", subject);
            headers.put("Date", "Mon, 23 Nov 2026 09:00:00 +0000");
            return headers;
        }
    }

    private static final String DOMAIN = "@acme.test";
    private static final int MAX_MAILS = 10_000;
    private static final Pattern TERM = Pattern.compile("(?:(from|to|subject|is):)?(?:\"([^\"]*)\"|(\\S+))");

    private final Map<String, List<Mail>> byLogin = new HashMap<>();
    private long lastId;

    Mailboxes() {
        reset();
    }

    void reset() {
        byLogin.clear();
        lastId = 0x1a2b3c4d5e6f0000L;
        receive("ada", "bob" + DOMAIN, "Relaunch checklist", "Footer, redirects, photos. Then we are done.");
        receive("ada", "dave" + DOMAIN, "Photos are too large", "4 MB each, see the issue.");
        receive("ada", "news@example.org", "Your weekly digest", "Nothing about you this week.");
        receive("bob", "ada" + DOMAIN, "Who takes the redirects?", "I can if you are busy.");
    }

    private void receive(String login, String from, String subject, String text) {
        add(login, mail(from, login + DOMAIN, subject, text, List.of("INBOX", "UNREAD")));
    }

    private Mail mail(String from, String to, String subject, String text, List<String> labels) {
        var id = Long.toHexString(++lastId);
        return new Mail(id, id, from, to, subject, text, labels);
    }

    private void add(String login, Mail mail) {
        var mails = byLogin.computeIfAbsent(login, _ -> new ArrayList<>());
        mails.addFirst(mail);
        if (mails.size() > MAX_MAILS) {
            mails.removeLast();
        }
    }

    /** Puts a mail among the sent ones and, within acme.test, into the recipient's inbox. */
    Mail send(String login, String to, String subject, String text) {
        var from = login + DOMAIN;
        var sent = mail(from, to, subject, text, List.of("SENT"));
        add(login, sent);
        if (to.endsWith(DOMAIN)) {
            receive(to.substring(0, to.length() - DOMAIN.length()), from, subject, text);
        }
        return sent;
    }

    /** One of a person's own. */
    Optional<Mail> find(String login, String id) {
        return byLogin.getOrDefault(login, List.of()).stream()
                .filter(mail -> mail.id().equals(id))
                .findFirst();
    }

    /** A part of Gmail's search language: words, quoted words, {@code from: to: subject: is:unread}; all must match. */
    List<Mail> search(String login, String query) {
        return byLogin.getOrDefault(login, List.of()).stream()
                .filter(mail -> matches(mail, query))
                .toList();
    }

    private static boolean matches(Mail mail, String query) {
        var terms = TERM.matcher(query);
        while (terms.find()) {
            var wanted = terms.group(2) == null ? terms.group(3) : terms.group(2);
            if (!matches(mail, terms.group(1), wanted.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(Mail mail, String field, String wanted) {
        return switch (field) {
            case null -> contains(mail.from() + " " + mail.subject() + " " + mail.text(), wanted);
            case "from" -> contains(mail.from(), wanted);
            case "to" -> contains(mail.to(), wanted);
            case "subject" -> contains(mail.subject(), wanted);
            default -> mail.labels().contains(wanted.toUpperCase(Locale.ROOT));
        };
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}
