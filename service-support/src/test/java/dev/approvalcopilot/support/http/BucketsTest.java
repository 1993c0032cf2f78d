package dev.approvalcopilot.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.support.http.Buckets.Taken;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final int REMEMBERED = 100;

    private record Rate(long burst, long perMinute) implements HttpConfig.Rate {}

    private final AtomicLong nanos = new AtomicLong();
    private final Buckets buckets = new Buckets("person", new Rate(3, 6), REMEMBERED, nanos::get);

    @Test
    void takesABurstAndNoMore() {
        assertThat(IntStream.range(0, 4).mapToObj(_ -> buckets.take("ada").taken()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void saysWhenToComeAgain() {
        exhaust("ada");
        passes(Duration.ofSeconds(4));

        assertThat(buckets.take("ada")).isEqualTo(new Taken("person", false, 0, 6, 3, 6));
    }

    @Test
    void fillsUpWithTime() {
        exhaust("ada");
        passes(Duration.ofSeconds(10));

        assertThat(buckets.take("ada").taken()).isTrue();
        assertThat(buckets.take("ada").taken()).isFalse();
    }

    @Test
    void countsEachByThemselves() {
        exhaust("ada");

        assertThat(buckets.take("bob").taken()).isTrue();
    }

    /** Whoever floods with new names gains fresh buckets for those names only. */
    @Test
    void holdsNoMoreThanItMayRemember() {
        IntStream.range(0, 50 * REMEMBERED).forEach(i -> buckets.take("name-" + i));

        assertThat(buckets.remembered()).isLessThanOrEqualTo(REMEMBERED);
    }

    @Test
    void writesTheHeadersOfTheDraft() {
        var taken = buckets.take("ada");

        assertThat(taken.policy()).isEqualTo("\"person\";q=6;w=60");
        assertThat(taken.state()).isEqualTo("\"person\";r=2;t=0");
    }

    private void exhaust(String name) {
        IntStream.range(0, 3).forEach(_ -> buckets.take(name));
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
