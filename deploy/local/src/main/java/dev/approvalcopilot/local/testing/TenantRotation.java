package dev.approvalcopilot.local.testing;

import dev.approvalcopilot.local.client.Person;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What every service must do while the tenant rotates its keys, asked from outside: one shape for all services' tests. It
 * rotates the keys of the running stand-in, withdraws the old ones and gives them back in the end.
 *
 * @param installation whose tenant it is
 * @param address of something that the person may read
 * @param person such as {@code ada}
 * @param audience of the service's API
 */
public record TenantRotation(Installation installation, URI address, String person, String audience, String scope) {
    /** Longer than the five seconds that may lie between two requests for keys. */
    private static final Duration SECONDS = Duration.ofSeconds(12);
    /** Within a minute, as they say; tests of most services ask for the keys more often. */
    private static final Duration DEATH = Duration.ofSeconds(40);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int FORGERIES = 40;
    private static final int OK = 200;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What does not hold, in words; empty if all does. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        var old = token();
        check(faults, counts(old), "a token of the key that signs is not taken");
        order("rotate");
        try {
            floodOfUnknownKeys(faults, old);
            var next = token();
            check(faults, within(SECONDS, () -> counts(next)), "the next key is not seen in seconds after a forgery");
            check(faults, counts(old), "the previous key does not count although the tenant has it");
            order("revoke-previous");
            check(faults, within(DEATH, () -> !counts(old)), "a key that the tenant withdrew lives on");
            check(faults, counts(next), "the withdrawal of the previous key ended the present one");
        } finally {
            order("restore");
        }
        check(faults, within(SECONDS, () -> counts(old)), "a key that the tenant shows again is not seen");
        return faults;
    }

    private void floodOfUnknownKeys(List<String> faults, String token) {
        long before = asked();
        long start = System.nanoTime();
        for (int i = 0; i < FORGERIES; i++) {
            check(faults, !counts(underAnotherName(token, "nobody-" + i)), "a token of an unknown key is taken");
        }
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        // Two ask: quarkus-oidc and TenantKeys, each at most every five seconds; the latter every three in any case.
        long most = 2 * (seconds / 5 + 1) + seconds / 3 + 1;
        long asked = asked() - before;
        check(faults, asked <= most, FORGERIES + " unknown keys had the tenant asked " + asked + " times");
    }

    /** The same token under the name of a key that the tenant does not have. */
    private static String underAnotherName(String token, String kid) {
        var header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + token.substring(token.indexOf('.'));
    }

    private static void check(List<String> faults, boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private static boolean within(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two looks", e);
        }
    }

    private String token() {
        return Person.of(installation, person).token(audience, scope);
    }

    private boolean counts(String token) {
        var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token);
        return send(request.GET()).statusCode() == OK;
    }

    private long asked() {
        var answer = send(HttpRequest.newBuilder(local("keys")).GET());
        try {
            return Answer.MAPPER.readTree(answer.body()).path("asked").longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void order(String what) {
        int status = send(HttpRequest.newBuilder(local("keys/" + what)).POST(BodyPublishers.noBody()))
                .statusCode();
        if (status != 204) {
            throw new IllegalStateException("the stand-in answered " + status + " to " + what);
        }
    }

    private URI local(String path) {
        return URI.create(installation.issuer()).resolve("/__local/" + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during a request", e);
        }
    }
}
