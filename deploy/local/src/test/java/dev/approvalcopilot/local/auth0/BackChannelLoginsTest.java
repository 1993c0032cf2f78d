package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@code start-back-channel-login} and {@code check-back-channel-login-status} in Auth0's documentation have it. */
class BackChannelLoginsTest {
    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(RivalClients::in);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Map<String, String> request() {
        return Fixture.form(
                "client_id",
                "web",
                "client_secret",
                RivalClients.SECRET,
                "scope",
                "openid offline_access actions:read",
                "audience",
                LocalTenant.APPROVAL,
                "binding_message",
                "Pay 12.50 to Bob",
                "login_hint",
                hint(fixture.issuer().toString(), "auth0|ada"));
    }

    private static String hint(String issuer, String user) {
        return Json.write(Map.of("format", "iss_sub", "iss", issuer, "sub", user));
    }

    private Fixture.Answer begin(Map<String, String> form) {
        return fixture.send(
                "POST",
                "bc-authorize",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                Parameters.append("", form).substring(1));
    }

    private Fixture.Answer poll(String id) {
        return poll(id, "web");
    }

    private Fixture.Answer poll(String id, String client) {
        return fixture.token(Fixture.form(
                "grant_type",
                "urn:openid:params:grant-type:ciba",
                "client_id",
                client,
                "client_secret",
                RivalClients.SECRET,
                "auth_req_id",
                id));
    }

    private String begun() {
        return begin(request()).body().path("auth_req_id").asText();
    }

    private JsonNode waiting(String user) {
        return fixture.get("__local/back-channel-logins/auth0%7C" + user, "").body();
    }

    private int answer(String verb) {
        var id = waiting("ada").path(0).path("id").asText("none");
        return fixture.send("POST", "__local/back-channel-logins/" + id + "/" + verb, Map.of(), "")
                .status();
    }

    @Test
    void beginsWithAnIdALifetimeAndAnInterval() {
        var answer = begin(request());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("auth_req_id").asText()).hasSizeGreaterThan(30);
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(300);
        assertThat(answer.body().path("interval").asInt()).isEqualTo(5);
    }

    @Test
    void thePersonSeesWhoAsksForWhatAndNeverTheClientsId() {
        var id = begun();

        assertThat(waiting("ada")).singleElement().satisfies(shown -> {
            assertThat(shown.path("binding_message").asText()).isEqualTo("Pay 12.50 to Bob");
            assertThat(shown.path("client_id").asText()).isEqualTo("web");
            assertThat(shown.toString()).doesNotContain(id);
        });
        assertThat(waiting("bob")).isEmpty();
    }

    @Test
    void anApprovedOneGivesTokensOnce() {
        var id = begun();
        assertThat(poll(id).error()).isEqualTo("authorization_pending");
        assertThat(answer("approve")).isEqualTo(204);

        var answer = poll(id);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(answer.body().path("scope").asText()).isEqualTo("actions:read offline_access openid");
        assertThat(answer.body().path("refresh_token").asText()).startsWith("v1.");
        var idToken = Fixture.claims(answer.body().path("id_token").asText());
        assertThat(idToken.path("sub").asText()).isEqualTo("auth0|ada");
        assertThat(idToken.path("aud").asText()).isEqualTo("web");
        assertThat(Fixture.claims(answer.body().path("access_token").asText())
                        .path("aud")
                        .toString())
                .contains(LocalTenant.APPROVAL);
        assertThat(poll(id).error()).isEqualTo("invalid_grant");
        assertThat(waiting("ada")).isEmpty();
    }

    /** It is no login that was made for one action: the evidence of presence is another thing. */
    @Test
    void itsIdTokenIsNoEvidenceOfPresence() {
        var id = begun();
        answer("approve");

        var idToken = Fixture.claims(poll(id).body().path("id_token").asText());

        assertThat(idToken.has("nonce") || idToken.has("amr") || idToken.has("auth_time"))
                .isFalse();
    }

    @Test
    void aDeniedOneAndAnExpiredOneLookAlike() {
        var denied = begun();
        answer("deny");
        var expired = begun();
        fixture.clock.advance(Duration.ofSeconds(301));

        for (var id : new String[] {denied, expired}) {
            var answer = poll(id);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error()).isEqualTo("access_denied");
            assertThat(answer.description())
                    .isEqualTo("The end-user denied the authorization request or it has been expired");
        }
        assertThat(waiting("ada")).isEmpty();
    }

    @Test
    void whoPollsTooFastWaitsLongerEachTime() {
        var id = begun();
        assertThat(poll(id).error()).isEqualTo("authorization_pending");

        var first = poll(id);
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.error()).isEqualTo("slow_down");
        assertThat(first.description()).isEqualTo("You are polling faster than allowed. Try again in 10 seconds.");
        assertThat(first.body().path("interval").asInt()).isEqualTo(10);
        assertThat(first.headers()).containsEntry("retry-after", "10");
        assertThat(poll(id).headers()).containsEntry("retry-after", "15");

        fixture.clock.advance(Duration.ofSeconds(15));
        assertThat(poll(id).error()).isEqualTo("authorization_pending");
    }

    @Test
    void anotherClientLearnsNothing() {
        var id = begun();
        answer("approve");

        assertThat(poll(id, "approval-api").error()).isEqualTo("invalid_grant");
        assertThat(poll(id).status()).isEqualTo(200);
        assertThat(poll("never-was").error()).isEqualTo("invalid_grant");
    }

    @Test
    void theRequestMayBeShorter() {
        var form = request();
        form.put("requested_expiry", "20");
        var answer = begin(form);
        assertThat(answer.body().path("expires_in").asInt()).isEqualTo(20);

        fixture.clock.advance(Duration.ofSeconds(21));

        assertThat(poll(answer.body().path("auth_req_id").asText()).error()).isEqualTo("access_denied");
    }

    @Test
    void aPersonIsAskedFiveTimesAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(begin(request()).status()).isEqualTo(200);
        }
        assertThat(begin(request()).error()).isEqualTo("too_many_requests");

        var bob = request();
        bob.put("login_hint", hint(fixture.issuer().toString(), "auth0|bob"));
        assertThat(begin(bob).status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofSeconds(61));
        assertThat(begin(request()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client_secret | wrong | 401 | access_denied",
                "scope | email | 400 | invalid_request",
                "binding_message | | 400 | invalid_request",
                "binding_message | Pay <b>now</b> | 400 | invalid_request",
                "login_hint | | 400 | invalid_request",
                "login_hint | auth0:ada | 400 | unknown_user_id",
                "requested_expiry | 0 | 400 | invalid_request",
                "requested_expiry | 301 | 400 | invalid_request",
                "authorization_details | [] | 400 | invalid_authorization_details",
                "audience | https://nobody.test | 403 | access_denied"
            })
    void isRefused(String name, String value, int status, String error) {
        var form = request();
        form.put(name, value == null ? "" : value);

        var answer = begin(form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(waiting("ada")).isEmpty();
    }

    @Test
    void theHintNamesAPersonOfThisTenant() {
        for (var hint : new String[] {hint("https://elsewhere.test/", "auth0|ada"), hint(issuer(), "auth0|nobody")}) {
            var form = request();
            form.put("login_hint", hint);
            assertThat(begin(form).error()).isEqualTo("unknown_user_id");
        }
    }

    private String issuer() {
        return fixture.issuer().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copilot-presence", "copilot-cli"})
    void needsAConfidentialClientWithTheGrantType(String client) {
        var form = request();
        form.put("client_id", client);
        form.put("client_secret", client.equals("copilot-cli") ? "" : fixture.secrets.presence());

        var answer = begin(form);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("unauthorized_client");
    }

    @Test
    void onlyWhatWaitsCanBeAnswered() {
        begun();

        assertThat(answer("explode")).isEqualTo(404);
        assertThat(answer("deny")).isEqualTo(204);
        assertThat(answer("approve")).isEqualTo(404);
    }
}
