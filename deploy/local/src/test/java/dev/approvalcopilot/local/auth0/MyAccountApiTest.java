package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MyAccountApiTest {
    private static final String BASE = "me/v1/connected-accounts";
    private static final String VERIFIER = "c".repeat(43);

    private Fixture fixture;
    private BrowserlessLogin browser;
    private String token;

    @BeforeEach
    void start() {
        fixture = new Fixture();
        browser = fixture.browser("carol");
        token = browser.codeFlow(
                        Fixture.cli(),
                        Map.of(
                                "audience",
                                fixture.issuer() + "me/",
                                "scope",
                                "create:me:connected_accounts read:me:connected_accounts delete:me:connected_accounts"))
                .accessToken();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private Fixture.Answer call(String method, String path, Map<String, ?> body) {
        return fixture.send(
                method,
                BASE + path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.isEmpty() ? "" : Json.write(body));
    }

    private Map<String, Object> connectBody() {
        var body = new LinkedHashMap<String, Object>();
        body.put("connection", "github");
        body.put("redirect_uri", Fixture.CLI_CALLBACK);
        body.put("state", "s1");
        body.put("code_challenge", Secrets.sha256(VERIFIER));
        body.put("code_challenge_method", "S256");
        return body;
    }

    private Map<String, Object> completion(Fixture.Answer begun, Map<String, String> callback) {
        return new LinkedHashMap<>(Map.of(
                "auth_session",
                begun.body().path("auth_session").asText(),
                "connect_code",
                callback.get("connect_code"),
                "redirect_uri",
                Fixture.CLI_CALLBACK,
                "code_verifier",
                VERIFIER));
    }

    private URI agree(Fixture.Answer begun) {
        return browser.follow(URI.create(begun.body().path("connect_uri").asText() + "?ticket="
                + begun.body().path("connect_params").path("ticket").asText()));
    }

    @Test
    void connectsListsAndDisconnects() {
        var begun = call("POST", "/connect", connectBody());
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.body().path("auth_session").asText()).hasSizeLessThanOrEqualTo(64);
        var callback = BrowserlessLogin.callback(agree(begun));
        assertThat(callback).containsEntry("state", "s1");
        assertThat(callback.get("connect_code")).hasSizeLessThanOrEqualTo(46);
        var completed = call("POST", "/complete", completion(begun, callback));
        assertThat(completed.status()).isEqualTo(201);
        var id = completed.body().path("id").asText();
        assertThat(id).startsWith("cac_");

        assertThat(call("GET", "/accounts", Map.of())
                        .body()
                        .path("accounts")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo(id);
        var reader = fixture.managementToken("copilot-accounts-reader", fixture.secrets.accountsReader());
        assertThat(fixture.get("api/v2/users/auth0%7Ccarol/connected-accounts", reader)
                        .body()
                        .path("connected_accounts"))
                .hasSize(1);

        assertThat(call("DELETE", "/accounts/" + id, Map.of()).status()).isEqualTo(204);
        assertThat(call("DELETE", "/accounts/" + id, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void completionIsGoodOnceAndNeedsTheVerifier() {
        var begun = call("POST", "/connect", connectBody());
        var body = completion(begun, BrowserlessLogin.callback(agree(begun)));
        body.put("code_verifier", "d".repeat(43));
        assertThat(call("POST", "/complete", body).status()).isEqualTo(400);
        body.put("code_verifier", VERIFIER);
        var again = call("POST", "/complete", body);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.body().path("type").asText()).isEqualTo("https://auth0.com/api-errors/A0E-404-0001");
        assertThat(call("GET", "/accounts", Map.of()).body().path("accounts")).isEmpty();
    }

    @Test
    void withoutPkceTheCodeComesInTheFragment() {
        var body = connectBody();
        body.keySet().removeIf(name -> name.startsWith("code_challenge"));
        assertThat(agree(call("POST", "/connect", body)).getFragment()).contains("connect_code=");
    }

    @Test
    void refusesWhatIsNotInTheContract() {
        var surplus = connectBody();
        surplus.put("surprise", "x");
        var refused = call("POST", "/connect", surplus);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()
                        .path("validation_errors")
                        .path(0)
                        .path("field")
                        .asText())
                .isEqualTo("surprise");
        var elsewhere = connectBody();
        elsewhere.put("redirect_uri", "https://evil.test/");
        assertThat(call("POST", "/connect", elsewhere).status()).isEqualTo(400);
        var unknown = connectBody();
        unknown.put("connection", "facebook");
        assertThat(call("POST", "/connect", unknown).status()).isEqualTo(400);
        assertThat(call("GET", "/accounts?take=21", Map.of()).status()).isEqualTo(400);
        assertThat(call("GET", "/connections", Map.of()).body().path("connections"))
                .hasSize(3);
    }

    @Test
    void refusesAConnectionThatIsNotEnabledForTheClient() {
        fixture.close();
        fixture = new Fixture(MyAccountApiTest::withABareClient);
        token = fixture.browser("carol")
                .codeFlow(
                        RivalClients.application("bare"),
                        Map.of("audience", fixture.issuer() + "me/", "scope", "create:me:connected_accounts"))
                .accessToken();
        var body = connectBody();
        body.put("redirect_uri", RivalClients.CALLBACK);

        var refused = call("POST", "/connect", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()
                        .path("validation_errors")
                        .path(0)
                        .path("field")
                        .asText())
                .isEqualTo("connection");
    }

    private static Tenant withABareClient(int portBase, InstallationSecrets secrets) {
        var tenant = RivalClients.in(portBase, secrets);
        var grants = new ArrayList<>(tenant.clientGrants());
        grants.add(new ClientGrant(
                "bare", Tenant.ISSUER + "me/", ClientGrant.Subject.USER, List.of("create:me:connected_accounts")));
        return RivalClients.with(tenant, tenant.clients(), grants);
    }

    @Test
    void aClientWithoutAGrantForPeopleGetsNoToken() {
        var answer = BrowserlessLogin.callback(fixture.browser("carol")
                .follow(fixture.authorize(Map.of(
                        "client_id",
                        "copilot-page",
                        "redirect_uri",
                        Fixture.PAGE_CALLBACK,
                        "audience",
                        fixture.issuer() + "me/",
                        "scope",
                        "openid create:me:connected_accounts"))));

        assertThat(answer).containsEntry("error", "access_denied").doesNotContainKey("code");
    }

    @Test
    void needsTheRightTokenAndScope() {
        assertThat(fixture.get(BASE + "/accounts", "").status()).isEqualTo(401);
        var narrow = browser.codeFlow(
                        Fixture.cli(),
                        Map.of("audience", fixture.issuer() + "me/", "scope", "create:me:connected_accounts"))
                .accessToken();
        assertThat(fixture.get(BASE + "/accounts", narrow).status()).isEqualTo(403);
        var ofAnotherApi = browser.codeFlow(
                        Fixture.cli(), Map.of("audience", LocalTenant.PLANNER, "scope", "runs:read"))
                .accessToken();
        assertThat(fixture.get(BASE + "/accounts", ofAnotherApi).status()).isEqualTo(401);
    }
}
