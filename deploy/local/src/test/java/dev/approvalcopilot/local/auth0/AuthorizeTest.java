package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.auth0.BrowserlessLogin.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizeTest {
    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private JsonNode idToken(BrowserlessLogin browser, Map<String, String> parameters) {
        var asked = new HashMap<>(Map.of("scope", "openid"));
        asked.putAll(parameters);
        return Fixture.claims(browser.codeFlow(Fixture.cli(), asked).idToken());
    }

    private Map<String, String> callback(Map<String, String> changes) {
        return BrowserlessLogin.callback(fixture.browser("ada").follow(fixture.authorize(changes)));
    }

    @ParameterizedTest
    @CsvSource({
        "prompt,none,login_required",
        "prompt,none login,invalid_request",
        "prompt,often,invalid_request",
        "response_type,token,unsupported_response_type",
        "response_type,'',invalid_request",
        "code_challenge,'',invalid_request",
        "code_challenge_method,plain,invalid_request",
        "code_challenge_method,'',invalid_request",
        "max_age,soon,invalid_request",
        "connection,elsewhere,invalid_request",
        "audience,https://nobody.test,access_denied",
        "response_mode,fragment,invalid_request"
    })
    void sendsErrorsBackWithTheState(String parameter, String value, String error) {
        assertThat(callback(Map.of(parameter, value)))
                .containsEntry("error", error)
                .containsEntry("state", "s1");
    }

    @Test
    void nobodyGetsTheManagementApiInAPersonsName() {
        assertThat(callback(Map.of("audience", fixture.issuer() + "api/v2/"))).containsEntry("error", "access_denied");
    }

    @Test
    void machinesCannotLogIn() {
        var location = fixture.send(
                "GET",
                "authorize?response_type=code&client_id=copilot-accounts-reader&redirect_uri=http://127.0.0.1/callback",
                Map.of(),
                "");
        assertThat(location.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri,http://127.0.0.1:49152/other",
        "redirect_uri,http://127.0.0.1.evil.test/callback",
        "redirect_uri,http://localhost/callback",
        "redirect_uri,''",
        "client_id,nobody",
        "client_id,''"
    })
    void showsAPageInsteadOfRedirectingToAnUnregisteredPlace(String parameter, String value) {
        var address = fixture.authorize(Map.of(parameter, value));
        var answer = fixture.send(
                "GET", address.toString().substring(fixture.issuer().toString().length()), Map.of(), "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).doesNotContainKey("location");
    }

    @Test
    void aConfidentialClientsCallbackIsComparedExactly() {
        var address = fixture.authorize(
                Map.of("client_id", "copilot-page", "redirect_uri", "http://127.0.0.1:18081/login/callback"));
        assertThat(fixture.send(
                                "GET",
                                address.toString()
                                        .substring(fixture.issuer().toString().length()),
                                Map.of(),
                                "")
                        .body()
                        .asText())
                .contains("Callback URL mismatch");
    }

    @Test
    void aSessionAnswersSilently() {
        var browser = fixture.browser("ada");
        var first = idToken(browser, Map.of());
        var second = idToken(browser, Map.of("prompt", "none"));
        assertThat(second.path("sid")).isEqualTo(first.path("sid"));
        assertThat(second.has("auth_time")).isFalse();
    }

    @Test
    void maxAgeZeroForcesALoginAndMovesAuthTime() {
        var browser = fixture.browser("ada");
        var first = idToken(browser, Map.of("max_age", "0")).path("auth_time").asLong();
        fixture.clock.advance(Duration.ofSeconds(20));
        var unmoved =
                idToken(browser, Map.of("max_age", "1000")).path("auth_time").asLong();
        var moved = idToken(browser, Map.of("max_age", "0")).path("auth_time").asLong();
        assertThat(unmoved).isEqualTo(first);
        assertThat(moved).isGreaterThanOrEqualTo(first + 20);
        assertThat(BrowserlessLogin.callback(
                        browser.follow(fixture.authorize(Map.of("prompt", "none", "max_age", "0")))))
                .containsEntry("error", "login_required");
    }

    @Test
    void promptLoginAsksAgainAndShowsAuthTime() {
        var browser = fixture.browser("ada");
        idToken(browser, Map.of());
        fixture.clock.advance(Duration.ofSeconds(20));
        var again = idToken(browser, Map.of("prompt", "login"));
        assertThat(again.path("auth_time").asLong()).isEqualTo(again.path("iat").asLong());
        assertThat(again.has("amr") || again.has("acr")).isFalse();
    }

    @Test
    void acrValuesGiveMfaInAmr() {
        var claims = idToken(fixture.browser("ada"), Map.of("acr_values", Tenant.MFA, "nonce", "n1"));
        assertThat(claims.path("amr").toString()).isEqualTo("[\"mfa\"]");
        assertThat(claims.path("acr").asText()).isEqualTo(Tenant.MFA);
        assertThat(claims.path("nonce").asText()).isEqualTo("n1");
    }

    @Test
    void aSecondFactorOnAnOldSessionDoesNotMoveAuthTime() {
        var browser = fixture.browser("ada");
        var first =
                idToken(browser, Map.of("prompt", "login")).path("auth_time").asLong();
        fixture.clock.advance(Duration.ofSeconds(20));
        var claims = idToken(browser, Map.of("acr_values", Tenant.MFA, "max_age", "1000"));
        assertThat(claims.path("amr").toString()).isEqualTo("[\"mfa\"]");
        assertThat(claims.path("auth_time").asLong()).isEqualTo(first);
        assertThat(BrowserlessLogin.callback(
                        browser.follow(fixture.authorize(Map.of("prompt", "none", "acr_values", Tenant.MFA)))))
                .containsEntry("error", "interaction_required");
    }

    @Test
    void thePresenceClientAlwaysGetsASecondFactor() {
        var tokens = BrowserlessLogin.codeFlow(
                fixture.issuer(),
                fixture.presence(),
                fixture.ada(),
                Map.of("scope", "openid", "prompt", "login", "max_age", "0", "nonce", "digest"));
        var claims = Fixture.claims(tokens.idToken());
        assertThat(claims.path("amr").toString()).isEqualTo("[\"mfa\"]");
        assertThat(claims.path("aud").asText()).isEqualTo("copilot-presence");
        assertThat(claims.has("auth_time")).isTrue();
    }

    @Test
    void aSocialLoginMovesAuthTimeWithoutAsking() {
        var browser = fixture.browser("ada");
        var social = Map.of("connection", "google-oauth2", "max_age", "0");
        var first = idToken(browser, social);
        fixture.clock.advance(Duration.ofSeconds(20));
        // No credentials left: only the provider's own session can answer.
        var second = BrowserlessLogin.callback(
                browser.as(new Credentials("", "", "")).follow(fixture.authorize(social)));
        var claims = Fixture.claims(fixture.token(fixture.redemption(second.get("code")))
                .body()
                .path("id_token")
                .asText());
        assertThat(claims.path("auth_time").asLong())
                .isGreaterThanOrEqualTo(first.path("auth_time").asLong() + 20);
        assertThat(claims.path("sub").asText()).isEqualTo("auth0|ada");
        assertThat(claims.path(LocalTenant.CONNECTION_CLAIM).asText()).isEqualTo("google-oauth2");
        assertThat(claims.has("amr")).isFalse();
    }

    @Test
    void aPageOpenedTooLateIsRefused() {
        var page = fixture.send("GET", "u/login?state=longgone", Map.of(), "");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.headers()).doesNotContainKey("location");
    }

    @Test
    void anotherBrowserCannotGoOnWithALogin() {
        var begun = fixture.send(
                "GET",
                fixture.authorize(Map.of())
                        .toString()
                        .substring(fixture.issuer().toString().length()),
                Map.of(),
                "");
        var form = "username=ada@acme.test&password=demo-pass-ada&state="
                + URI.create(begun.headers().get("location")).getQuery().substring("state=".length());
        var headers = new HashMap<>(Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(fixture.send("POST", "u/login", headers, form).status()).isEqualTo(400);
        headers.put("Cookie", begun.headers().get("set-cookie").split(";")[0]);
        assertThat(fixture.send("POST", "u/login", headers, form).status()).isEqualTo(302);
    }

    @Test
    void aSecondFactorCountsOnlyForThePersonWhoGaveIt() {
        var address = fixture.authorize(Map.of(
                "client_id", "acme-agent",
                "redirect_uri", "http://127.0.0.1:9999/callback",
                "acr_values", Tenant.MFA));
        var begun = fixture.send("GET", path(address), Map.of(), "");
        var state = URI.create(begun.headers().get("location")).getQuery();
        var headers = Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Cookie",
                begun.headers().get("set-cookie").split(";")[0]);
        fixture.send("POST", "u/login", headers, state + "&username=ada@acme.test&password=demo-pass-ada");
        var code = Totp.code(fixture.ada().totpSecret(), fixture.clock.instant());
        assertThat(fixture.send("POST", "u/mfa-otp-challenge", headers, state + "&code=" + code)
                        .headers()
                        .get("location"))
                .startsWith("/u/consent");
        assertThat(fixture.send("POST", "u/login", headers, state + "&username=bob@acme.test&password=demo-pass-bob")
                        .headers()
                        .get("location"))
                .startsWith("/u/mfa-otp-challenge");
    }

    @Test
    void offlineAccessIsDroppedWhereTheClientHasNoRefreshTokens() {
        var tokens = BrowserlessLogin.codeFlow(
                fixture.issuer(), fixture.presence(), fixture.ada(), Map.of("scope", "openid offline_access"));
        assertThat(tokens.scope()).isEqualTo("openid");
        assertThat(tokens.refreshToken()).isEmpty();
    }

    private String path(URI address) {
        return address.toString().substring(fixture.issuer().toString().length());
    }
}
