package dev.approvalcopilot.support.auth0;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.utils.DateUtils;

/**
 * When an answer was made, by the clock of who made it: {@code Date}, with the {@code Age} that a cache in between adds (RFC 9110
 * section 6.6.1, RFC 9111 section 5.1).
 */
final class AnswerDate {

    private static final String SECONDS = "[0-9]{1,9}";

    private AnswerDate() {}

    /** @param headers by their names in lower case */
    static Optional<Instant> of(Map<String, String> headers) {
        var made = DateUtils.parseStandardDate(headers.getOrDefault("date", ""));
        var age = headers.getOrDefault("age", "");
        return Optional.ofNullable(made)
                .map(instant -> instant.plusSeconds(age.matches(SECONDS) ? Long.parseLong(age) : 0));
    }
}
