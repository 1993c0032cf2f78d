package dev.approvalcopilot.support.auth0;

import dev.approvalcopilot.support.outbound.Outbound;
import dev.approvalcopilot.support.outbound.OutboundAnswer;
import dev.approvalcopilot.support.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.http.SimpleGet;
import org.jose4j.http.SimpleResponse;

/**
 * Fetches the key document for jose4j, over the checked client. It tells jose4j none of the answer's headers: how long keys
 * count is this product's to say. A failure counts for some seconds, so that those who wait do not ask one after the other.
 */
final class KeysRequest implements SimpleGet {

    private static final Duration A_FAILURE_COUNTS = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final Outbound client;
    private final Duration timeout;
    private final TenantClock clock;
    private final AtomicLong asked = new AtomicLong();
    private volatile long failedAt;
    private volatile boolean failed;
    private volatile long answeredAt;

    KeysRequest(Outbound client, Duration timeout, TenantClock clock) {
        this.client = client;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** How often the tenant was asked so far. */
    long asked() {
        return asked.get();
    }

    /** How long ago the last answer came. */
    Duration sinceAnswer() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    @Override
    public SimpleResponse get(String location) throws IOException {
        if (failed && System.nanoTime() - failedAt < A_FAILURE_COUNTS.toNanos()) {
            throw new IOException("could not be had just now");
        }
        asked.incrementAndGet();
        var request = OutboundRequest.of("GET", URI.create(location)).header("Accept", "application/json");
        if (client.send(request, timeout) instanceof OutboundAnswer.Answered answer && answer.status() == OK) {
            AnswerDate.of(answer.headers()).ifPresent(date -> clock.observe(date, Instant.now()));
            failed = false;
            answeredAt = System.nanoTime();
            return new Document(answer.body());
        }
        failedAt = System.nanoTime();
        failed = true;
        throw new IOException("no usable answer");
    }

    private record Document(String body) implements SimpleResponse {

        @Override
        public int getStatusCode() {
            return OK;
        }

        @Override
        public String getStatusMessage() {
            return "OK";
        }

        @Override
        public Collection<String> getHeaderNames() {
            return List.of();
        }

        @Override
        public List<String> getHeaderValues(String name) {
            return List.of();
        }

        @Override
        public String getBody() {
            return body;
        }
    }
}
