package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void anotherHostNameIsNoTenant() throws Exception {
        var port = fixture.issuer().getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: evil.test:%d\r\nConnection: close\r\n\r\n"
                    .formatted(port);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 404").doesNotContain("\"kid\"");
        }
    }

    @Test
    void refusesLargeBodiesRepeatedParametersAndUnknownPaths() {
        var type = Map.of("Content-Type", "application/x-www-form-urlencoded");
        assertThat(fixture.send("POST", "oauth/token", type, "a=" + "x".repeat(Request.MAX_BODY_BYTES))
                        .status())
                .isEqualTo(413);
        assertThat(fixture.send("POST", "oauth/token", type, "a=1&a=2").error()).isEqualTo("invalid_request");
        assertThat(fixture.send("POST", "oauth/token", Map.of("Content-Type", "application/json"), "{\"a\":1,\"a\":2}")
                        .error())
                .isEqualTo("invalid_request");
        assertThat(fixture.get("nowhere", "").status()).isEqualTo(404);
    }

    @Test
    void answersAreNotCached() {
        assertThat(fixture.token(Map.of("a", "b")).headers()).containsEntry("cache-control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".well-known/openid-configuration",
                ".well-known/jwks.json",
                "userinfo",
                "oidc/logout",
                "api/v2/users/auth0%7Cada",
                "nowhere"
            })
    void headIsAnsweredAsGetIsWithoutTheBody(String path) {
        var get = fixture.send("GET", path, Map.of(), "");
        var head = fixture.send("HEAD", path, Map.of(), "");

        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.headers())
                .containsEntry("content-length", get.headers().get("content-length"))
                .containsEntry("content-type", get.headers().get("content-type"));
        assertThat(head.body().asText()).isEmpty();
    }

    @Test
    void headOfWhatTakesPostAloneIsNotFound() {
        assertThat(fixture.send("HEAD", "oauth/token", Map.of(), "").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"GET,api/v2/nothing", "PUT,api/v2/users/auth0%7Cada", "GET,api/v2/"})
    void whatTheManagementApiDoesNotHaveIsToldInItsForm(String method, String path) {
        var answer = fixture.send(method, path, Map.of(), "");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("statusCode").asInt()).isEqualTo(404);
        assertThat(answer.error()).isEqualTo("Not Found");
        assertThat(answer.body().path("message").asText()).isEqualTo("Not Found");
    }

    @ParameterizedTest
    @CsvSource({"GET,me/v1/nothing", "PUT,me/v1/connected-accounts/connect", "GET,me/"})
    void whatTheMyAccountApiDoesNotHaveIsToldInItsForm(String method, String path) {
        assertMyAccount(fixture.send(method, path, Map.of(), ""), 404, "Not Found");
    }

    @Test
    void whatCannotBeReadIsToldInTheFormOfItsApi() {
        var repeated = "?take=1&take=2";
        var management = fixture.send("GET", "api/v2/users/auth0%7Cada/connected-accounts" + repeated, Map.of(), "");
        assertThat(management.status()).isEqualTo(400);
        assertThat(management.body().path("statusCode").asInt()).isEqualTo(400);
        assertThat(management.body().path("message").asText()).isEqualTo("Parameter repeated: take");

        assertMyAccount(
                fixture.send("GET", "me/v1/connected-accounts/accounts" + repeated, Map.of(), ""), 400, "Bad Request");
        assertMyAccount(
                fixture.send(
                        "POST", "me/v1/connected-accounts/connect", Map.of(), "x".repeat(Request.MAX_BODY_BYTES + 1)),
                413,
                "Payload Too Large");
    }

    private static void assertMyAccount(Fixture.Answer answer, int status, String title) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("type").asText()).startsWith("https://auth0.com/api-errors/A0E-" + status + "-");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isEqualTo(title);
        assertThat(answer.body().path("detail").asText()).isNotEmpty();
    }
}
