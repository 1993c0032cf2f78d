package dev.approvalcopilot.local.providers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.http.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** The stand-in on a free port, and somebody who calls it. */
final class Client implements AutoCloseable {

    record Reply(int status, JsonNode body) {
        String text(String pointer) {
            return body.at(pointer).asText();
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final ProvidersStandIn providers;

    Client(TokenIntrospection tokens) throws IOException {
        providers = ProvidersStandIn.start(0, tokens);
    }

    Reply send(String method, String path, String token, String body) throws IOException {
        var request = HttpRequest.newBuilder(providers.baseUri().resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json; charset=utf-8");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(), Answer.MAPPER.readTree(answer.body().isEmpty() ? "null" : answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    Reply get(String path, String token) throws IOException {
        return send("GET", path, token, "");
    }

    Reply post(String path, String token, JsonNode body) throws IOException {
        return send("POST", path, token, body.toString());
    }

    JsonNode effects() throws IOException {
        return get("/__local/effects", "").body().path("effects");
    }

    JsonNode calls() throws IOException {
        return get("/__local/calls", "").body().path("calls");
    }

    void order(String fault) throws IOException {
        var answer = send("POST", "/__local/faults", "", fault);
        if (answer.status() != 204) {
            throw new IOException("refused: " + answer.body());
        }
    }

    @Override
    public void close() {
        providers.close();
        http.close();
    }
}
