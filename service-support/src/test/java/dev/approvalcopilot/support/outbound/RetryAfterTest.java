package dev.approvalcopilot.support.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String IN_A_MINUTE = Long.toString(NOW.plusSeconds(60).getEpochSecond());

    private static Optional<Duration> of(int status, Map<String, String> headers) {
        var response = new BasicHttpResponse(status);
        headers.forEach(response::setHeader);
        return RetryAfter.of(response, NOW);
    }

    @Test
    void readsSecondsAndDates() {
        assertThat(of(503, Map.of("Retry-After", "7"))).contains(Duration.ofSeconds(7));
        assertThat(of(503, Map.of("Retry-After", "Mon, 30 Nov 2026 12:00:30 GMT")))
                .contains(Duration.ofSeconds(30));
        assertThat(of(503, Map.of("Retry-After", "soon"))).isEmpty();
    }

    @Test
    void readsWhenALimitBeginsAnewWhereOneIsReached() {
        assertThat(of(429, Map.of("x-ratelimit-reset", IN_A_MINUTE))).contains(Duration.ofMinutes(1));
        assertThat(of(403, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", IN_A_MINUTE)))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void takesNoOrdinary403ForALimit() {
        assertThat(of(403, Map.of("x-ratelimit-remaining", "12", "x-ratelimit-reset", IN_A_MINUTE)))
                .isEmpty();
        assertThat(of(404, Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", IN_A_MINUTE)))
                .isEmpty();
    }
}
