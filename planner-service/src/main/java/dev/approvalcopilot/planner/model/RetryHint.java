package dev.approvalcopilot.planner.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * How long an answer asks to wait: {@code retry-after-ms} as OpenAI and Azure send it, else {@code Retry-After} in seconds, with a
 * fraction in some, or as a date (RFC 9110 section 10.2.3).
 */
final class RetryHint {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(?:\\.[0-9]{1,9})?");
    private static final double MILLIS_PER_SECOND = 1000.0;

    private RetryHint() {}

    /** Null where nothing is asked. @param headers by name, null where there is none */
    static Duration of(UnaryOperator<String> headers, Instant now) {
        var millis = Optional.ofNullable(headers.apply("retry-after-ms")).filter(RetryHint::isNumber);
        if (millis.isPresent()) {
            return Duration.ofMillis((long) Double.parseDouble(millis.get().strip()));
        }
        var told = Optional.ofNullable(headers.apply("retry-after")).orElse("").strip();
        return isNumber(told)
                ? Duration.ofMillis((long) (Double.parseDouble(told) * MILLIS_PER_SECOND))
                : date(told, now);
    }

    private static boolean isNumber(String text) {
        return SECONDS.matcher(text.strip()).matches();
    }

    private static Duration date(String text, Instant now) {
        try {
            var then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
