package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page's address is taken by a listener here. */
class BackChannelTest {
    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
    private HttpServer page;
    private Fixture tenant;

    @BeforeEach
    void start() throws IOException {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.createContext("/backchannel-logout", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        page.start();
        var port = page.getAddress().getPort();
        tenant = new Fixture((_, secrets) -> LocalTenant.create(port, secrets));
    }

    @AfterEach
    void stop() {
        tenant.close();
        page.stop(0);
    }

    @Test
    void tellsTheClientOfTheSessionThatItIsOver() throws Exception {
        var browser = tenant.browser("ada");
        var idToken =
                claims(browser.codeFlow(pageClient(), Map.of("scope", "openid")).idToken());

        browser.follow(URI.create(tenant.issuer() + "authorize?prompt=none")
                .resolve("/v2/logout?client_id=copilot-page&returnTo=" + pageAddress("/signed-out")));

        var told = claims(token());
        assertThat(told.path("iss").asText()).isEqualTo(tenant.issuer().toString());
        assertThat(told.path("aud").asText()).isEqualTo("copilot-page");
        assertThat(told.path("sub").asText()).isEqualTo("auth0|ada");
        assertThat(told.path("sid")).isEqualTo(idToken.path("sid"));
        assertThat(told.path("exp").asLong() - told.path("iat").asLong()).isEqualTo(120);
        assertThat(told.path("jti").asText()).isNotEmpty();
        assertThat(told.path("events").has("http://schemas.openid.net/event/backchannel-logout"))
                .isTrue();
        assertThat(told.has("nonce")).isFalse();
    }

    @Test
    void aChangedPasswordEndsEverySessionOfThePerson() throws Exception {
        var sids = List.of(sidOfANewBrowser(), sidOfANewBrowser());

        tenant.send("POST", "__local/users/auth0%7Cada/password-changed", Map.of(), "");

        assertThat(List.of(
                        claims(token()).path("sid").asText(),
                        claims(token()).path("sid").asText()))
                .containsExactlyInAnyOrderElementsOf(sids);
    }

    @Test
    void whoTookNoPartIsToldNothing() throws Exception {
        tenant.browser("ada").codeFlow(Fixture.cli(), Map.of("scope", "openid"));

        tenant.send("POST", "__local/users/auth0%7Cada/password-changed", Map.of(), "");

        assertThat(bodies.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void aFreshLoginOfTheSamePersonKeepsTheSession() throws Exception {
        var browser = tenant.browser("ada");
        var first =
                claims(browser.codeFlow(pageClient(), Map.of("scope", "openid")).idToken());
        var again = claims(browser.codeFlow(pageClient(), Map.of("scope", "openid", "prompt", "login"))
                .idToken());

        assertThat(again.path("sid")).isEqualTo(first.path("sid"));
        assertThat(bodies.poll(300, TimeUnit.MILLISECONDS)).isNull();
    }

    private String sidOfANewBrowser() throws IOException {
        var tokens = tenant.browser("ada").codeFlow(pageClient(), Map.of("scope", "openid"));
        return claims(tokens.idToken()).path("sid").asText();
    }

    private BrowserlessLogin.Application pageClient() {
        return BrowserlessLogin.Application.withBasicSecret(
                "copilot-page", tenant.secrets.page(), pageAddress("/login/callback"));
    }

    private String pageAddress(String path) {
        return "http://127.0.0.1:" + page.getAddress().getPort() + path;
    }

    private String token() throws InterruptedException {
        var body = bodies.poll(5, TimeUnit.SECONDS);
        assertThat(body).as("a logout token").startsWith("logout_token=");
        return body.substring("logout_token=".length());
    }

    private static JsonNode claims(String jwt) throws IOException {
        return Json.MAPPER.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]));
    }
}
