package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks Auth0's stand-in at {@code GET /__local/provider-tokens/{token}}. */
public final class HttpTokenIntrospection implements TokenIntrospection {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI auth0;

    /** @param auth0 base address of Auth0's stand-in, with or without a slash at the end */
    public HttpTokenIntrospection(URI auth0) {
        this.auth0 = auth0.resolve("/__local/provider-tokens/");
    }

    @Override
    public Optional<ProviderToken> lookup(String token) {
        var uri = auth0.resolve(URLEncoder.encode(token, StandardCharsets.UTF_8));
        try {
            var answer =
                    client.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(read(Answer.MAPPER.readTree(answer.body())));
                case 404 -> Optional.empty();
                default -> throw new IOException("token lookup answered " + answer.statusCode());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static ProviderToken read(JsonNode body) {
        var scopes = new ArrayList<String>();
        body.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        return new ProviderToken(
                body.path("user").asText(),
                body.path("connection").asText(),
                List.copyOf(scopes),
                expires(body.path("expires")),
                body.path("auditContext").asText(""));
    }

    /** ISO-8601 or seconds since 1970. */
    private static Instant expires(JsonNode value) {
        return value.isNumber() ? Instant.ofEpochSecond(value.asLong()) : Instant.parse(value.asText());
    }
}
