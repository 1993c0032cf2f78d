package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogoutTest {
    private static final String SIGNED_OUT = "http://127.0.0.1:18080/signed-out";

    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static HttpResponse<String> open(BrowserlessLogin browser, String path)
            throws IOException, InterruptedException {
        return browser.http()
                .send(
                        HttpRequest.newBuilder(URI.create(fixture.issuer() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static boolean loggedIn(BrowserlessLogin browser) {
        return BrowserlessLogin.callback(browser.follow(fixture.authorize(Map.of("prompt", "none"))))
                .containsKey("code");
    }

    @Test
    void endsTheSessionAndReturnsToARegisteredPlace() throws Exception {
        var browser = fixture.browser("ada");
        var idToken =
                browser.codeFlow(fixture.page(), Map.of("scope", "openid")).idToken();
        assertThat(loggedIn(browser)).isTrue();
        var answer = open(
                browser, "oidc/logout?state=s&id_token_hint=" + idToken + "&post_logout_redirect_uri=" + SIGNED_OUT);
        assertThat(answer.headers().firstValue("Location")).hasValue(SIGNED_OUT + "?state=s");
        assertThat(loggedIn(browser)).isFalse();
    }

    @Test
    void refusesAnUnregisteredPlaceAndKeepsTheSession() throws Exception {
        var browser = fixture.browser("ada");
        browser.codeFlow(fixture.page(), Map.of("scope", "openid"));
        assertThat(open(browser, "v2/logout?client_id=copilot-page&returnTo=https://evil.test/")
                        .statusCode())
                .isEqualTo(400);
        assertThat(loggedIn(browser)).isTrue();
        assertThat(open(browser, "v2/logout?client_id=copilot-page&returnTo=" + SIGNED_OUT)
                        .statusCode())
                .isEqualTo(302);
        assertThat(loggedIn(browser)).isFalse();
    }

    @Test
    void refusesContradictoryHints() throws Exception {
        var ada = fixture.browser("ada");
        ada.codeFlow(fixture.page(), Map.of("scope", "openid"));
        var bobs = fixture.browser("bob")
                .codeFlow(fixture.page(), Map.of("scope", "openid"))
                .idToken();
        assertThat(open(ada, "oidc/logout?id_token_hint=" + bobs).statusCode()).isEqualTo(400);
        assertThat(open(ada, "oidc/logout?client_id=copilot-cli&id_token_hint=" + bobs)
                        .statusCode())
                .isEqualTo(400);
        assertThat(loggedIn(ada)).isTrue();
    }

    @Test
    void asksWithoutAHint() throws Exception {
        var browser = fixture.browser("ada");
        browser.codeFlow(fixture.page(), Map.of("scope", "openid"));
        assertThat(open(browser, "oidc/logout").body()).contains("Log out?");
        assertThat(loggedIn(browser)).isTrue();
    }
}
