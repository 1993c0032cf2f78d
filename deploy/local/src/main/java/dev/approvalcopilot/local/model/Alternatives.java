package dev.approvalcopilot.local.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to propose instead when a person gave a reason for the rejection, or when arguments were invalid. */
final class Alternatives {

    private static final Pattern CHANNEL = Pattern.compile("(?<![\\w&])#[a-z0-9][a-z0-9._-]*[a-z0-9]");
    private static final Pattern ADDRESS = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern REPOSITORY =
            Pattern.compile("(?<![\\w/])([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]*[A-Za-z0-9_-])");
    private static final Pattern SHORTER = Pattern.compile("shorter|too long|brief|shorten", Pattern.CASE_INSENSITIVE);
    private static final Pattern MERGE_METHOD = Pattern.compile("squash|rebase", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARTICLE = Pattern.compile("^(?:the|an?) ", Pattern.CASE_INSENSITIVE);
    private static final int SHORT_WORDS = 4;

    private Alternatives() {}

    /** Empty if nothing better follows from the outcome. */
    static Optional<Step> after(Step step, ToolOutcome outcome) {
        return switch (outcome.status()) {
            case REJECTED -> following(step, outcome.reason());
            case INVALID ->
                step.correction().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Step.of(step.tool(), step.correction(), step.phrase()));
            case SUCCEEDED, FAILED, REFUSED, EXPIRED, CANCELLED, UNKNOWN -> Optional.empty();
        };
    }

    private static Optional<Step> following(Step step, String reason) {
        var other = switch (step.tool()) {
            case "slack.post_message" ->
                StepGrammar.post(
                        find(CHANNEL, reason).orElse(step.text("channel")), wording(step.text("text"), reason));
            case "gmail.send_message" ->
                StepGrammar.mail(
                        find(ADDRESS, reason).orElse(step.text("to")),
                        step.text("subject"),
                        wording(step.text("text"), reason));
            case "github.create_issue" -> with(step, "title", wording(step.text("title"), reason));
            case "github.comment_on_issue" -> with(step, "body", wording(step.text("body"), reason));
            case "github.merge_pull_request" ->
                find(MERGE_METHOD, reason)
                        .map(method -> with(step, "merge_method", method.toLowerCase(Locale.ROOT)))
                        .orElse(step);
            case "github.delete_repository" -> otherRepository(step, reason);
            default -> step;
        };
        return other.arguments().equals(step.arguments()) ? Optional.empty() : Optional.of(other);
    }

    private static Step otherRepository(Step step, String reason) {
        var named = REPOSITORY.matcher(reason);
        if (!reason.contains("instead") || !named.find()) {
            return step;
        }
        boolean same = named.group().equals(step.text("owner") + "/" + step.text("repo"));
        return same
                ? step
                : StepGrammar.parse("delete the repository " + named.group()).orElse(step);
    }

    private static Step with(Step step, String argument, String value) {
        var arguments = new HashMap<String, Object>(step.arguments());
        arguments.put(argument, value);
        return new Step(step.tool(), arguments, step.phrase(), Map.of());
    }

    /** The text that the reason quotes; else, where it asks for less, a shorter one; else the same. */
    private static String wording(String text, String reason) {
        return Quotes.first(reason).orElseGet(() -> SHORTER.matcher(reason).find() ? shortened(text) : text);
    }

    /** The first sentence; of a single one its last words, where the news stands; of few words all but the article. */
    static String shortened(String text) {
        var sentences = text.strip().split("(?<=[.!?])\\s+", 2);
        if (sentences.length > 1) {
            return sentences[0];
        }
        var words = List.of(text.strip().split("\\s+"));
        var kept = words.size() > SHORT_WORDS
                ? String.join(" ", words.subList(words.size() - SHORT_WORDS, words.size()))
                : ARTICLE.matcher(text.strip()).replaceFirst("");
        return capitalised(kept);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
