package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@code authorization-code-flow-with-par} in Auth0's documentation has it. */
class PushedRequestsTest {
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");
    private static final String VERIFIER = "v".repeat(43);

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(RivalClients::in);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static Map<String, String> request() {
        return Fixture.form(
                "client_id",
                "web",
                "client_secret",
                RivalClients.SECRET,
                "response_type",
                "code",
                "redirect_uri",
                RivalClients.CALLBACK,
                "scope",
                "openid email",
                "state",
                "pushed",
                "code_challenge",
                Secrets.sha256(VERIFIER),
                "code_challenge_method",
                "S256");
    }

    private Fixture.Answer push(Map<String, String> form) {
        return fixture.send(
                "POST", "oauth/par", FORM, Parameters.append("", form).substring(1));
    }

    private URI authorize(JsonNode pushed, String... more) {
        var query = Fixture.form(
                "client_id", "web", "request_uri", pushed.path("request_uri").asText());
        query.putAll(Fixture.form(more));
        return URI.create(Parameters.append(fixture.issuer() + "authorize", query));
    }

    private Fixture.Answer get(URI address) {
        return fixture.get(fixture.issuer().relativize(address).toString(), "");
    }

    @Test
    void isNamedForHalfAMinute() {
        var answer = push(request());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("request_uri").asText())
                .matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{20,}");
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(30);
        assertThat(answer.body()).hasSize(2);
    }

    @Test
    void leadsToTokensLikeARequestThatWasNotPushed() {
        var callback = BrowserlessLogin.callback(
                fixture.browser("ada").follow(authorize(push(request()).body())));

        assertThat(callback).containsEntry("state", "pushed");
        var answer = fixture.token(Fixture.form(
                "grant_type",
                "authorization_code",
                "client_id",
                "web",
                "client_secret",
                RivalClients.SECRET,
                "code",
                callback.get("code"),
                "redirect_uri",
                RivalClients.CALLBACK,
                "code_verifier",
                VERIFIER));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("scope").asText()).isEqualTo("email openid");
    }

    @Test
    void whatTheBrowserAddsDoesNotCount() {
        var address = authorize(
                push(request()).body(),
                "state",
                "added",
                "redirect_uri",
                "https://evil.test/",
                "scope",
                "openid profile");

        assertThat(BrowserlessLogin.callback(fixture.browser("ada").follow(address)))
                .containsEntry("state", "pushed");
    }

    @Test
    void isGoodOnce() {
        var address = authorize(push(request()).body());

        assertThat(get(address).status()).isEqualTo(302);
        assertThat(get(address).status()).isEqualTo(400);
    }

    @Test
    void isGoodForHalfAMinute() {
        var inTime = authorize(push(request()).body());
        fixture.clock.advance(Duration.ofSeconds(28));
        assertThat(get(inTime).status()).isEqualTo(302);

        var late = authorize(push(request()).body());
        fixture.clock.advance(Duration.ofSeconds(31));
        var answer = get(late);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().asText()).contains("request_uri is unknown, was used before or has expired");
    }

    @Test
    void isGoodForItsClientAlone() {
        var pushed = push(request()).body();

        assertThat(get(authorize(pushed, "client_id", "bare")).status()).isEqualTo(400);
        assertThat(get(authorize(pushed)).status()).isEqualTo(400);
    }

    @Test
    void theClientMayShowItselfByBasicOrAssertion() {
        var form = request();
        form.putAll(Fixture.form("redirect_uri", Fixture.PAGE_CALLBACK, "client_id", "copilot-page"));
        form.remove("client_secret");
        var basic = Base64.getEncoder()
                .encodeToString(("copilot-page:" + fixture.secrets.page()).getBytes(StandardCharsets.UTF_8));

        var answer = fixture.send(
                "POST",
                "oauth/par",
                Map.of("Content-Type", FORM.get("Content-Type"), "Authorization", "Basic " + basic),
                Parameters.append("", form).substring(1));

        assertThat(answer.status()).isEqualTo(201);
        var assertion = request();
        assertion.remove("client_secret");
        // That client has no login. It gets as far as being told so.
        assertThat(push(fixture.withAssertion(assertion)).description()).startsWith("The provided redirect_uri");
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret,wrong,401,access_denied",
        "redirect_uri,https://evil.test/,400,invalid_request",
        "redirect_uri,,400,invalid_request",
        "response_type,token,400,unsupported_response_type",
        "code_challenge_method,plain,400,invalid_request",
        "prompt,surprise,400,invalid_request",
        "audience,https://nobody.test,400,access_denied",
        "request_uri,urn:ietf:params:oauth:request_uri:x,400,invalid_request",
        "request,eyJ,400,request_not_supported"
    })
    void whatAuthorizeWouldRefuseIsRefusedAtOnce(String name, String value, int status, String error) {
        var form = request();
        form.put(name, value == null ? "" : value);

        var answer = push(form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.body().has("request_uri")).isFalse();
    }

    @Test
    void aPublicClientCannotPush() {
        var form = request();
        form.putAll(Fixture.form("client_id", "copilot-cli", "redirect_uri", Fixture.CLI_CALLBACK));
        form.remove("client_secret");

        assertThat(push(form).status()).isEqualTo(401);
    }

    @Test
    void jsonAndMoreThanTenKilobytesAreRefused() {
        assertThat(fixture.send("POST", "oauth/par", Map.of("Content-Type", "application/json"), Json.write(request()))
                        .status())
                .isEqualTo(400);
        var form = request();
        form.put("ext-long", "x".repeat(PushedRequests.MAX_BODY_BYTES));
        assertThat(push(form).status()).isEqualTo(413);
    }
}
