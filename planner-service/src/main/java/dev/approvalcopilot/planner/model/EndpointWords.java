package dev.approvalcopilot.planner.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.approvalcopilot.planner.run.PlainText;
import java.util.Optional;

/** What an endpoint says of a failure, made fit to be shown: one short line without whatever could be a credential. */
final class EndpointWords {

    static final int MAX_CHARS = 300;

    /** Longer than any sentence of use, so that not more than this is searched. */
    private static final int MAX_READ_CHARS = 4_000;

    private static final String REMOVED = "[removed]";

    /** By how they begin, or by their form. */
    private static final Pattern CREDENTIAL = Pattern.compile("(?i)bearer\\s+\\S+"
            + "|\\b(?:sk|pk|csk|xai|nvapi|pplx)-\\S+|\\b(?:sk|pk|gsk|hf|r8|tgp|fw)_\\S+|\\bAIza\\S+|\\beyJ\\S+"
            + "|\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    /** What has no spaces. A name of a model is made of short parts. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_+/=.-]{20,}");

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9+=]{20,}");
    private static final int LONGEST_PART = 40;

    private static final Pattern NO_TEXT = Pattern.compile("[\\s\\p{C}]+");

    private EndpointWords() {}

    /**
     * The message in an answer's body; empty where none is found.
     *
     * @param text of the whole body; its first line counts where it is neither JSON nor a page
     */
    static Optional<String> in(JsonNode body, String text, Optional<String> apiKey) {
        var error = body.path("error");
        for (var place : new JsonNode[] {
            error.path("message"),
            error,
            body.path("message"),
            body.path("message").path("detail").path(0).path("msg"),
            body.path("detail"),
            body.path("detail").path(0).path("msg"),
            body.path("msg"),
            body.path(0).path("error").path("message"),
            body.path("errors").path(0).path("message"),
            body
        }) {
            if (place.isTextual() && !place.textValue().isBlank()) {
                return Optional.of(fit(place.textValue(), apiKey));
            }
        }
        return body.isContainerNode() ? Optional.empty() : firstLine(text).map(line -> fit(line, apiKey));
    }

    private static Optional<String> firstLine(String text) {
        return PlainText.of(text, MAX_READ_CHARS)
                .lines()
                .map(line -> NO_TEXT.matcher(line).replaceAll(" ").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .filter(line -> !line.startsWith("<"));
    }

    static String fit(String text, Optional<String> apiKey) {
        var read = PlainText.of(text, MAX_READ_CHARS);
        var without = apiKey.filter(key -> !key.isBlank())
                .map(key -> read.replace(key, REMOVED))
                .orElse(read);
        var line = NO_TEXT.matcher(withoutSecrets(CREDENTIAL.matcher(without).replaceAll(REMOVED)))
                .replaceAll(" ")
                .strip();
        return line.length() <= MAX_CHARS ? line : PlainText.of(line, MAX_CHARS - 1) + "…";
    }

    private static String withoutSecrets(String text) {
        var kept = new StringBuilder();
        var words = WORD.matcher(text);
        int from = 0;
        while (words.find()) {
            kept.append(text, from, words.start()).append(isSecret(words.group()) ? REMOVED : words.group());
            from = words.end();
        }
        return kept.append(text, from, text.length()).toString();
    }

    /** A long part with a digit in it is in no name and in no language. */
    private static boolean isSecret(String word) {
        var parts = PART.matcher(word);
        while (parts.find()) {
            var part = parts.group();
            if (part.length() >= LONGEST_PART || part.chars().anyMatch(Character::isDigit)) {
                return true;
            }
        }
        return false;
    }
}
