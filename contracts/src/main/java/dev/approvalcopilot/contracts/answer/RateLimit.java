package dev.approvalcopilot.contracts.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Answers that ask to come again later, in the forms in which providers document them: status 429; status 403 with
 * {@code Retry-After}, with nothing left of a limit, or with GitHub's or Google's words for it; Slack's word in a success.
 *
 * @see <a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">GitHub, rate limits</a>
 * @see <a href="https://developers.google.com/workspace/calendar/api/guides/errors">Google Calendar, errors</a>
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Slack, rate limits</a>
 */
final class RateLimit {

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    /** As GitHub asks where a secondary limit names no time. */
    private static final Duration SECONDARY_PAUSE = Duration.ofMinutes(1);

    private static final Pattern SECONDARY =
            Pattern.compile("(?i)\\b(?:secondary rate limit|abuse detection mechanism)\\b");
    private static final Pattern PRIMARY = Pattern.compile("(?i)^API rate limit exceeded\\b");
    private static final Set<String> REASONS =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED");
    private static final Set<String> WORDS = Set.of("ratelimited", "rate_limited");

    private RateLimit() {}

    /** How long to wait, zero where the answer does not say; empty where it is no rate limit. */
    static Optional<Duration> of(RawAnswer.Answered answer, JsonNode body) {
        boolean secondary = SECONDARY.matcher(body.path("message").asText()).find();
        boolean limited = answer.status() == TOO_MANY_REQUESTS
                || answer.status() == FORBIDDEN && (secondary || saysSo(answer, body));
        if (!limited) {
            return Optional.empty();
        }
        return Optional.of(secondary && answer.retryAfter().isZero() ? SECONDARY_PAUSE : answer.retryAfter());
    }

    /** @param word of a provider that says no in a success */
    static boolean isSaidBy(String word) {
        return WORDS.contains(word);
    }

    private static boolean saysSo(RawAnswer.Answered answer, JsonNode body) {
        return !answer.header("retry-after").isEmpty()
                || answer.header("x-ratelimit-remaining").equals("0")
                || PRIMARY.matcher(body.path("message").asText()).find()
                || hasReason(body.at("/error/errors"))
                || hasReason(body.at("/error/details"));
    }

    private static boolean hasReason(JsonNode problems) {
        return problems.valueStream()
                .anyMatch(problem -> REASONS.contains(problem.path("reason").asText()));
    }
}
