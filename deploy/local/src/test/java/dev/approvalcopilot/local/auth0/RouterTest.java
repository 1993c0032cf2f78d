package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
    void bothDiscoveryDocumentsNameTheIssuerWithItsSlash() {
        for (var path : new String[] {"openid-configuration", "oauth-authorization-server"}) {
            var document = fixture.get(".well-known/" + path, "").body();
            assertThat(document.path("issuer").asText())
                    .isEqualTo(fixture.issuer().toString());
            assertThat(document.path("token_endpoint").asText()).isEqualTo(fixture.issuer() + "oauth/token");
        }
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
}
