package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By hand over a socket, because {@code Origin} and the preflight's headers are the browser's alone to set. */
class CrossOriginTest {
    /** Of the callback of the page's client. */
    private static final String REGISTERED = "http://127.0.0.1:18080";

    private static final String FOREIGN = "https://evil.test";

    private static Fixture fixture;

    private record Answer(int status, Map<String, String> headers) {
        String allowed() {
            return headers.getOrDefault("access-control-allow-origin", "nobody");
        }
    }

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "oauth/token,POST",
        "oauth/revoke,POST",
        "userinfo,GET",
        "me/v1/connected-accounts/accounts,GET",
        "me/v1/connected-accounts/accounts/cac_1,DELETE",
        "api/v2/users/auth0%7Cada,GET"
    })
    void aPreflightOfARegisteredOriginIsAnsweredYes(String path, String method) throws IOException {
        var answer = preflight(path, method, REGISTERED);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.allowed()).isEqualTo(REGISTERED);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-methods", method)
                .containsEntry("access-control-allow-headers", "authorization,content-type")
                .containsEntry("vary", "Origin")
                .containsKey("access-control-max-age")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oauth/token", "userinfo", "api/v2/users/auth0%7Cada"})
    void aForeignOriginIsToldNothing(String path) throws IOException {
        var preflight = preflight(path, path.equals("oauth/token") ? "POST" : "GET", FOREIGN);

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.allowed()).isEqualTo("nobody");
        assertThat(preflight.headers())
                .containsEntry("vary", "Origin")
                .doesNotContainKey("access-control-allow-methods");
    }

    @Test
    void whatIsPublishedIsOpenToAll() throws IOException {
        for (var path : List.of("openid-configuration", "oauth-authorization-server", "jwks.json")) {
            assertThat(exchange("GET", ".well-known/" + path, "Origin: " + FOREIGN)
                            .allowed())
                    .isEqualTo("*");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "authorize,GET",
        "u/login,POST",
        "oauth/par,POST",
        "bc-authorize,POST",
        "__local/faults,POST",
        "__local/logs,GET"
    })
    void pagesAndWhatNeedsASecretAreOpenToNobody(String path, String method) throws IOException {
        assertThat(preflight(path, method, REGISTERED).allowed()).isEqualTo("nobody");
        assertThat(exchange(method, path, "Origin: " + REGISTERED).allowed()).isEqualTo("nobody");
    }

    /** Else a page could not tell its user what is wrong. */
    @Test
    void aRefusalIsReadableToo() throws IOException {
        var refused = exchange("GET", "userinfo", "Origin: " + REGISTERED);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.allowed()).isEqualTo(REGISTERED);
        assertThat(refused.headers().get("access-control-expose-headers")).contains("Retry-After");
    }

    @Test
    void aPreflightOfWhatDoesNotExistIsNotFound() throws IOException {
        assertThat(preflight("oauth/token", "DELETE", REGISTERED).status()).isEqualTo(404);
        assertThat(preflight("nowhere", "GET", REGISTERED).status()).isEqualTo(404);
    }

    private static Answer preflight(String path, String method, String origin) throws IOException {
        return exchange(
                "OPTIONS",
                path,
                "Origin: " + origin,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: authorization,content-type");
    }

    private static Answer exchange(String method, String path, String... headers) throws IOException {
        var lines = new ArrayList<>(List.of(
                method + " /" + path + " HTTP/1.1", "Host: " + fixture.issuer().getAuthority(), "Connection: close"));
        lines.addAll(List.of(headers));
        try (var socket =
                new Socket(fixture.issuer().getHost(), fixture.issuer().getPort())) {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Answer read(String text) {
        var head = text.substring(0, text.indexOf("\r\n\r\n")).split("\r\n");
        var headers = new TreeMap<String, String>();
        for (var line : List.of(head).subList(1, head.length)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers);
    }
}
