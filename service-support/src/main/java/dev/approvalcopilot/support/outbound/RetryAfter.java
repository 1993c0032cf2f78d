package dev.approvalcopilot.support.outbound;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.MessageHeaders;

/**
 * How long an answer asks to wait: {@code Retry-After} in seconds or as a date (RFC 9110 section 10.2.3), else, with 429
 * or with 403 and nothing left, {@code x-ratelimit-reset} in seconds of the epoch, as Auth0 and GitHub send it. At most an hour is believed.
 */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private RetryAfter() {}

    static Optional<Duration> of(HttpResponse response, Instant now) {
        var asked = value(response, "Retry-After").flatMap(text -> wait(text, now));
        return asked.isPresent() || !isLimited(response)
                ? asked
                : value(response, "x-ratelimit-reset").flatMap(text -> reset(text, now));
    }

    private static boolean isLimited(HttpResponse response) {
        return response.getCode() == TOO_MANY_REQUESTS
                || response.getCode() == FORBIDDEN
                        && value(response, "x-ratelimit-remaining").equals(Optional.of("0"));
    }

    private static Optional<String> value(MessageHeaders headers, String name) {
        return Optional.ofNullable(headers.getFirstHeader(name)).map(Header::getValue);
    }

    private static Optional<Duration> wait(String text, Instant now) {
        return text.matches("[0-9]{1,9}") ? bounded(Duration.ofSeconds(Long.parseLong(text))) : date(text, now);
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            var then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return bounded(Duration.between(now, then));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> reset(String text, Instant now) {
        return text.matches("[0-9]{1,11}")
                ? bounded(Duration.between(now, Instant.ofEpochSecond(Long.parseLong(text))))
                : Optional.empty();
    }

    private static Optional<Duration> bounded(Duration asked) {
        if (asked.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(asked.compareTo(LONGEST) < 0 ? asked : LONGEST);
    }
}
