package dev.approvalcopilot.contracts.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A plain-text mail to one recipient (RFC 5322, RFC 2045, RFC 2047). It has four headers and one part: a library for the
 * rest of MIME would bring more doors than this closes. The sender is left out; Gmail puts the account's own.
 */
final class MailText {

    private static final Pattern ADDRESS = Pattern.compile("[!#$%&'*+/=?^_`{|}~A-Za-z0-9.-]+@[A-Za-z0-9.-]+");
    private static final Pattern PLAIN_SUBJECT = Pattern.compile("[\\x20-\\x7e]{0,60}");
    /** An encoded-word has at most 75 characters; its frame takes 12 and base64 four for three. */
    private static final int MAX_WORD_BYTES = 45;

    private final String message;

    private MailText(String message) {
        this.message = message;
    }

    /** @throws UnrenderableRequest for what could begin another header or name another recipient */
    static MailText of(String to, String subject, String text) throws UnrenderableRequest {
        if (!ADDRESS.matcher(to).matches()) {
            throw new UnrenderableRequest("the recipient is not one plain address");
        }
        if (subject.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || c == 0x85)) {
            throw new UnrenderableRequest("the subject has more than one line");
        }
        var body = Base64.getMimeEncoder().encodeToString(lines(text).getBytes(StandardCharsets.UTF_8));
        return new MailText(String.join(
                "\r\n",
                "To: " + to,
                "Subject: " + encodeSubject(subject),
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64",
                "",
                body,
                ""));
    }

    /** As Gmail's {@code raw} wants it. */
    String toBase64Url() {
        return Base64.getUrlEncoder().encodeToString(message.getBytes(StandardCharsets.US_ASCII));
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }

    /** What looks like an encoded-word is encoded too: it must arrive as it was approved. */
    private static String encodeSubject(String subject) {
        if (PLAIN_SUBJECT.matcher(subject).matches()
                && !subject.contains("=?")
                && subject.strip().equals(subject)) {
            return subject;
        }
        return String.join("\r\n ", words(subject));
    }

    private static List<String> words(String subject) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        int bytes = 0;
        for (int codePoint : subject.codePoints().toArray()) {
            var character = Character.toString(codePoint);
            int length = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > MAX_WORD_BYTES) {
                words.add(word(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.append(character);
            bytes += length;
        }
        words.add(word(word.toString()));
        return words;
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
