package dev.approvalcopilot.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The control side of the stand-ins. */
final class Wire {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Wire() {}

    static JsonNode get(String address) {
        return body(send(HttpRequest.newBuilder(URI.create(address)).GET()));
    }

    static void post(String address, Object body) {
        var json = Json.MAPPER.valueToTree(body).toString();
        var answer = send(HttpRequest.newBuilder(URI.create(address))
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(address + " answered " + answer.statusCode());
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode body(HttpResponse<String> answer) {
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
