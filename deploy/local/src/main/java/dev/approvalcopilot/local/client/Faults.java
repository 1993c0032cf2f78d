package dev.approvalcopilot.local.client;

import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.local.stack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** What should go wrong at the stand-in of the model or of the providers. */
public final class Faults {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    public Faults(Installation installation, Part standIn) {
        this.address = URI.create(installation.address(standIn) + "/__local/faults");
    }

    /**
     * @param order {@code {match:{method?, pathPrefix?}, kind, times}} with kind SLOW ({@code millis}), STATUS ({@code
     *     status}), DROP_BEFORE_APPLY or DROP_AFTER_APPLY
     */
    public void order(Map<String, Object> order) {
        send("POST", BodyPublishers.ofString(Api.JSON.valueToTree(order).toString()));
    }

    /** Forgets all orders that are left. */
    public void clear() {
        send("DELETE", BodyPublishers.noBody());
    }

    private void send(String method, BodyPublisher body) {
        try {
            var request = HttpRequest.newBuilder(address)
                    .timeout(TIMEOUT)
                    .method(method, body)
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        method + " " + address + ": " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
