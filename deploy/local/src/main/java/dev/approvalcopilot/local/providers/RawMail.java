package dev.approvalcopilot.local.providers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single-part text mail as RFC 5322 writes it, with encoded words (RFC 2047) and transfer encodings (RFC 2045) read.
 *
 * @param headers by lower-case name
 */
record RawMail(Map<String, String> headers, String text) {

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([\\w-]+)\\?([bBqQ])\\?([^?]*)\\?=");
    private static final Pattern BETWEEN_ENCODED_WORDS = Pattern.compile("(\\?=)\\s+(=\\?)");

    /** Empty if it is no base64url or has no header. */
    static Optional<RawMail> parse(String base64url) {
        try {
            var message = new String(Base64.getUrlDecoder().decode(base64url), StandardCharsets.UTF_8);
            int end = message.indexOf("\r\n\r\n");
            var head = end < 0 ? message : message.substring(0, end);
            var headers = headers(head);
            var body = end < 0 ? "" : message.substring(end + 4);
            return headers.isEmpty() ? Optional.empty() : Optional.of(new RawMail(headers, decode(headers, body)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isEmpty());
    }

    private static Map<String, String> headers(String head) {
        var headers = new HashMap<String, String>();
        for (var line : head.replaceAll("\r\n[ \t]+", " ").split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        words(line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }

    private static String words(String value) {
        var joined = BETWEEN_ENCODED_WORDS.matcher(value).replaceAll("$1$2");
        return ENCODED_WORD
                .matcher(joined)
                .replaceAll(word -> Matcher.quoteReplacement(word(word.group(1), word.group(2), word.group(3))));
    }

    private static String word(String charset, String encoding, String text) {
        byte[] bytes = encoding.equalsIgnoreCase("b")
                ? Base64.getDecoder().decode(text)
                : quotedPrintable(text.replace('_', ' '));
        return new String(bytes, Charset.forName(charset));
    }

    private static String decode(Map<String, String> headers, String body) {
        return switch (headers.getOrDefault("content-transfer-encoding", "8bit").toLowerCase(Locale.ROOT)) {
            case "base64" -> new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8);
            case "quoted-printable" ->
                new String(quotedPrintable(body.replaceAll("=\r\n", "")), StandardCharsets.UTF_8);
            default -> body;
        };
    }

    private static byte[] quotedPrintable(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '=' && i + 2 < text.length()) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
