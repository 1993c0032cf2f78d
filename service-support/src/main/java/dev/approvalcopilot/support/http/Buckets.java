package dev.approvalcopilot.support.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One limit: a token bucket for each key, in bounded memory. */
final class Buckets {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String name;
    private final HttpConfig.Rate rate;
    private final LongSupplier nanos;
    private final Cache<String, Bucket> buckets;

    /** @param nanos the clock; only differences count */
    Buckets(String name, HttpConfig.Rate rate, int remembered, LongSupplier nanos) {
        this.name = name;
        this.rate = rate;
        this.nanos = nanos;
        Ticker ticker = nanos::getAsLong;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(remembered)
                // Full again by then, so as good as new.
                .expireAfterAccess(MINUTE.multipliedBy(1 + rate.burst() / rate.perMinute()))
                .ticker(ticker)
                .build();
    }

    /**
     * What became of one request.
     *
     * @param taken           the request may go on
     * @param remaining       what else may come at once
     * @param waitSeconds     until one more may come, rounded up; 0 if it may now
     */
    record Taken(String limit, boolean taken, long remaining, long waitSeconds, long burst, long perMinute) {

        /** {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers. */
        String policy() {
            return "\"" + limit + "\";q=" + perMinute + ";w=" + MINUTE.toSeconds();
        }

        /** {@code RateLimit} of the same draft. */
        String state() {
            return "\"" + limit + "\";r=" + remaining + ";t=" + waitSeconds;
        }
    }

    Taken take(String key) {
        var probe = buckets.get(key, _ -> bucket()).tryConsumeAndReturnRemaining(1);
        long wait = Math.ceilDiv(probe.getNanosToWaitForRefill(), TimeUnit.SECONDS.toNanos(1));
        return new Taken(name, probe.isConsumed(), probe.getRemainingTokens(), wait, rate.burst(), rate.perMinute());
    }

    /** Keys in memory. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perMinute(), MINUTE))
                .withCustomTimePrecision(new Meter(nanos))
                .build();
    }

    private record Meter(LongSupplier nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
