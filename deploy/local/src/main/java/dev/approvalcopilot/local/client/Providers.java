package dev.approvalcopilot.local.client;

import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The control endpoints of the providers' stand-in: what really happened there. See also {@link Faults}. */
public final class Providers {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /**
     * A change at a provider.
     *
     * @param user whose token it was made with, as OIDC {@code sub}
     * @param operation as the tool is named, without the provider
     * @param auditContext of the token exchange: the digest of the action
     */
    public record Effect(
            long seq,
            Instant at,
            String user,
            String provider,
            String operation,
            String target,
            String summary,
            String auditContext) {
        /** {@code provider.verb_object}. */
        public String tool() {
            return provider + "." + operation;
        }
    }

    /**
     * A call that arrived, whether it changed something or not.
     *
     * @param state running, answered or dropped
     * @param auditContext of the token exchange: the digest of the action; empty while it runs
     */
    public record Arrival(
            long seq,
            Instant at,
            long epochNanos,
            String provider,
            String method,
            String path,
            String operation,
            String user,
            int status,
            String state,
            String auditContext) {}

    private record Effects(List<Effect> effects) {}

    private record Arrivals(List<Arrival> calls) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public Providers(Installation installation) {
        this.base = installation.address(Part.PROVIDERS) + "/__local/";
    }

    /** Back to the seed: content, ledger and faults. */
    public void reset() {
        send("POST", "reset");
    }

    /** @param seq 0 for all */
    public List<Effect> effectsAfter(long seq) {
        return read(send("GET", "effects?after=" + seq), Effects.class).effects();
    }

    public List<Arrival> callsAfter(long seq) {
        return read(send("GET", "calls?after=" + seq), Arrivals.class).calls();
    }

    public long lastEffect() {
        return effectsAfter(0).stream().mapToLong(Effect::seq).max().orElse(0);
    }

    public long lastCall() {
        return callsAfter(0).stream().mapToLong(Arrival::seq).max().orElse(0);
    }

    private String send(String method, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(TIMEOUT)
                    .method(method, BodyPublishers.noBody())
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static <T> T read(String body, Class<T> type) {
        try {
            return Api.JSON.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
