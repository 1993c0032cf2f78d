package dev.approvalcopilot.local.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What every HTTP API of ours must do, asked from outside: one shape for all services' tests.
 *
 * @param address where the service listens
 * @param get     path of something that the token may read
 * @param post    path of something that takes JSON; empty for an API that takes nothing
 * @param bearer  value of Authorization
 */
public record HttpSurface(URI address, String get, String post, String bearer) {
    private static final int OVERSIZE = 2 << 20;
    private static final String JSON = "application/json";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private record Case(String name, HttpRequest request, int status, String problem) {}

    /** What does not hold, in words; empty if all does. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        cases().forEach(expected -> check(expected, faults));
        return faults;
    }

    private List<Case> cases() {
        var cases = new ArrayList<>(List.of(
                new Case("allowed", authorized(get).build(), 200, ""),
                new Case("no token", at(get).build(), 401, "unauthenticated"),
                new Case(
                        "refused token",
                        at(get).header("Authorization", "Bearer a.b.c").build(),
                        401,
                        "unauthenticated"),
                new Case("nothing there", authorized("/api/nothing").build(), 404, "not_found"),
                new Case("no such page", at("/nothing").build(), 404, "not_found"),
                new Case("wrong method", authorized(get).DELETE().build(), 405, "method_not_allowed"),
                new Case("body too large", posted(get, JSON, "x".repeat(OVERSIZE)), 413, "body_too_large"),
                new Case("health", at("/q/health/live").build(), 200, "")));
        if (!post.isEmpty()) {
            cases.add(new Case("wrong content type", posted(post, "text/xml", "<a/>"), 415, "unsupported_media_type"));
            cases.add(new Case("no JSON", posted(post, JSON, "{"), 400, "invalid_request"));
        }
        return cases;
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(address.resolve(path));
    }

    private HttpRequest.Builder authorized(String path) {
        return at(path).header("Authorization", bearer);
    }

    private HttpRequest posted(String path, String type, String body) {
        return authorized(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static void check(Case expected, List<String> faults) {
        var answer = send(HTTP, expected.request());
        var name = expected.name() + ": ";
        if (answer.statusCode() != expected.status()) {
            faults.add(name + "status " + answer.statusCode() + " instead of " + expected.status());
        }
        HEADERS.forEach((header, value) -> {
            if (!answer.headers().allValues(header).equals(List.of(value))) {
                faults.add(name + header + " is " + answer.headers().allValues(header));
            }
        });
        if (!answer.headers().allValues("Set-Cookie").isEmpty()) {
            faults.add(name + "sets a cookie");
        }
        if (answer.headers().firstValue("Permissions-Policy").isEmpty()) {
            faults.add(name + "no Permissions-Policy");
        }
        if (answer.headers().firstValue("Strict-Transport-Security").isPresent()) {
            faults.add(name + "Strict-Transport-Security without TLS");
        }
        if (expected.name().equals("allowed")
                && answer.headers().firstValue("RateLimit").isEmpty()) {
            faults.add(name + "no RateLimit: nobody counts");
        }
        if (!expected.problem().isEmpty()) {
            checkProblem(name, expected, answer, faults);
        }
    }

    private static void checkProblem(String name, Case expected, HttpResponse<String> answer, List<String> faults) {
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            faults.add(name + "no problem document");
        } else if (!answer.body().contains("urn:approval-copilot:problem:" + expected.problem() + "\"")) {
            faults.add(name + "another problem: " + answer.body());
        }
    }

    /** A stranger with an address of their own on the loopback network, so that no other test is refused for it. */
    public static HttpClient stranger(String loopbackAddress) {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .localAddress(InetAddress.getByName(loopbackAddress))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends, with the exceptions that a test cannot handle anyway. */
    public static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().getPath(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
