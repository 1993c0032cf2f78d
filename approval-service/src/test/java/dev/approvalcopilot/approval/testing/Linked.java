package dev.approvalcopilot.approval.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.testing.LocalStackResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Accounts are linked identities, so that one of several can be chosen. */
public final class Linked implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        // What is chosen is the question here, not how long it takes.
        return Map.of("approval.accounts.source", "IDENTITIES", "approval.attention.reading-time.high", "PT0S");
    }

    /** Another identity of that connection, called by the person's nickname and its number. */
    public static void link(String user, String connection) {
        order("link", user, connection);
    }

    /** Takes those that were linked away again. */
    public static void unlink(String user, String connection) {
        order("unlink", user, connection);
    }

    static void order(String what, String user, String connection) {
        var address = LocalStackResource.installation().issuer() + "__local/users/"
                + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20") + "/" + what + "/" + connection;
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .POST(BodyPublishers.noBody())
                    .build();
            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
