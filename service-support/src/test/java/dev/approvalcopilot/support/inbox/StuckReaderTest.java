package dev.approvalcopilot.support.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.local.testing.HttpSurface;
import dev.approvalcopilot.support.testing.Broker;
import dev.approvalcopilot.support.testing.Events;
import dev.approvalcopilot.support.testing.OnLocalStack;
import dev.approvalcopilot.support.testing.ScriptedHandler;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A handler that never comes back: readiness says so after the bound, liveness after twice the bound. */
@QuarkusTest
@OnLocalStack
@TestProfile(StuckReaderTest.SmallBound.class)
class StuckReaderTest {

    private static final Duration BOUND = Duration.ofSeconds(2);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    /** A bound that a test can wait for. */
    public static final class SmallBound implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("copilot.inbox.stuck-after", BOUND.toString());
        }
    }

    @TestHTTPResource
    URI root;

    @Inject
    ScriptedHandler handler;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aHandlerThatDoesNotComeBackIsToldByReadinessAndThenByLivenessUntilItDoes() {
        var stuck = Ids.next();
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        handler.fail(stuck.toString(), _ -> waitFor(entered, released));
        await().atMost(LONG_ENOUGH).until(() -> status("ready") == 200 && status("live") == 200);

        var before = Instant.now();
        Broker.send("approval", List.of(Events.fromApproval(Ids.next(), Events.expired(stuck))));
        await().atMost(LONG_ENOUGH).until(() -> entered.getCount() == 0);

        await().atMost(LONG_ENOUGH).until(() -> status("ready") == 503);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(BOUND);
        assertThat(health("ready").body()).contains("STUCK");
        await().atMost(LONG_ENOUGH).until(() -> status("live") == 503);
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(BOUND.multipliedBy(2));
        assertThat(health("live").body()).contains("STUCK");
        assertThat(get("/q/metrics").body()).contains("inbox_moving 0.0");

        released.countDown();
        var next = Ids.next();
        Broker.send("approval", List.of(Events.fromApproval(Ids.next(), Events.expired(next))));
        await().atMost(LONG_ENOUGH).until(() -> !handler.calls(next.toString()).isEmpty());
        await().atMost(LONG_ENOUGH).until(() -> status("ready") == 200 && status("live") == 200);
    }

    private static RuntimeException waitFor(CountDownLatch entered, CountDownLatch released) {
        entered.countDown();
        try {
            if (!released.await(LONG_ENOUGH.toSeconds() * 2, TimeUnit.SECONDS)) {
                throw new IllegalStateException("never released");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    private int status(String kind) {
        return health(kind).statusCode();
    }

    private HttpResponse<String> health(String kind) {
        return get("/q/health/" + kind);
    }

    private HttpResponse<String> get(String path) {
        return HttpSurface.send(http, HttpRequest.newBuilder(root.resolve(path)).build());
    }
}
