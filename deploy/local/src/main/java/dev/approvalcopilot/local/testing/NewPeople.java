package dev.approvalcopilot.local.testing;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** People whom the local tenant does not have from the start: with any {@code sub}, and in as many groups as a company may have. */
public final class NewPeople {

    private static final String PASSWORD = "demo-pass-new";
    private static final String TOTP_SECRET = "JBSWY3DPEHPK3PXPNEWP";

    private NewPeople() {}

    /** Adds the person, or replaces them; they have every permission of a person who is no operator. */
    public static Credentials add(String issuer, String sub, List<String> groups) {
        var credentials = credentials(sub);
        var person = Map.of(
                "sub", sub,
                "email", credentials.username(),
                "password", credentials.password(),
                "totpSecret", credentials.totpSecret(),
                "groups", groups);
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(issuer + "__local/users"))
                    .POST(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(person)))
                    .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 204) {
                throw new IllegalStateException("the tenant did not take the person: " + status);
            }
            return credentials;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a person was added", e);
        }
    }

    /** With what somebody of that {@code sub} logs in. */
    public static Credentials credentials(String sub) {
        return new Credentials(
                UUID.nameUUIDFromBytes(sub.getBytes(StandardCharsets.UTF_8)) + "@acme.test", PASSWORD, TOTP_SECRET);
    }

    /** That many groups as Entra names them, by GUIDs, and one by its name. */
    public static List<String> groups(int count, String named) {
        return Stream.concat(
                        IntStream.range(1, count)
                                .mapToObj(number -> new UUID(0xACED_0000_4000L + number, ~number).toString()),
                        Stream.of(named))
                .toList();
    }
}
