package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests and answers that Auth0's documents show, member by member: login, the three exchanges of Token Vault,
 * the Management API and the Connected Accounts of the My Account API. Its refusals: {@link RefusalTableTest}.
 */
class DocumentedExamplesTest {
    private static final String FEDERATED = "http://auth0.com/oauth/token-type/federated-connection-access-token";
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

    /** The addresses are the documented ones; a list may be shorter, where less is answered here ({@link DiscoveryTest}). */
    @Test
    void discovery() {
        var body = fixture.get(".well-known/openid-configuration", "").body();

        assertHas(body, """
                {"issuer":"T/","authorization_endpoint":"T/authorize","token_endpoint":"T/oauth/token","userinfo_endpoint":"T/userinfo",
                 "jwks_uri":"T/.well-known/jwks.json","revocation_endpoint":"T/oauth/revoke","end_session_endpoint":"T/oidc/logout",
                 "pushed_authorization_request_endpoint":"T/oauth/par","backchannel_authentication_endpoint":"T/bc-authorize",
                 "backchannel_token_delivery_modes_supported":["poll"],"subject_types_supported":["public"],
                 "backchannel_logout_supported":true,"backchannel_logout_session_supported":true,
                 "token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post","private_key_jwt"]}
                """.replace("T/", fixture.issuer().toString()));
        assertAmong(body, """
                {"response_types_supported":["code","token","id_token","code id_token"],
                 "code_challenge_methods_supported":["S256","plain"],
                 "id_token_signing_alg_values_supported":["HS256","RS256","PS256"],
                 "token_endpoint_auth_signing_alg_values_supported":["RS256","RS384","PS256","PS384","ES256","ES384"]}
                """);
    }

    @Test
    void signingKeys() {
        var key = fixture.get(".well-known/jwks.json", "").body().path("keys").path(0);

        assertHas(key, "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\"}");
        assertThat(key.has("kid") && key.has("n") && key.has("e")).isTrue();
    }

    @Test
    void codeForTokens() {
        var answer = redeemed("web", "openid offline_access", "");

        assertHas(answer, "{\"token_type\":\"Bearer\",\"expires_in\":86400}");
        assertThat(answer.path("scope").asText().split(" ")).containsExactlyInAnyOrder("openid", "offline_access");
        assertThat(answer.path("refresh_token").asText()).startsWith("v1.");
        var claims = Fixture.claims(answer.path("id_token").asText());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(36_000);
        assertThat(claims.has("sid")).isTrue();
        assertThat(claims.has("auth_time")).isFalse();
    }

    @Test
    void stepUp() {
        var claims = Fixture.claims(redeemed(
                        "web",
                        "openid",
                        "",
                        Map.of(
                                "nonce",
                                "n1",
                                "prompt",
                                "login",
                                "max_age",
                                "0",
                                "acr_values",
                                "http://schemas.openid.net/pape/policies/2007/06/multi-factor"))
                .path("id_token")
                .asText());

        assertThat(claims.path("acr").asText())
                .isEqualTo("http://schemas.openid.net/pape/policies/2007/06/multi-factor");
        assertThat(claims.path("amr").toString()).contains("\"mfa\"");
        assertThat(claims.path("nonce").asText()).isEqualTo("n1");
        assertThat(claims.path("auth_time").asLong())
                .isLessThanOrEqualTo(claims.path("iat").asLong());
    }

    @Test
    void clientCredentials() {
        var answer = administrator();

        assertThat(answer.has("refresh_token") || answer.has("id_token")).isFalse();
        assertThat(answer.path("expires_in").asLong()).isEqualTo(86_400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refresh_token", "access_token"})
    void vaultForAPersonsToken(String type) {
        var login = redeemed("web", "openid offline_access", LocalTenant.APPROVAL);
        var client = type.equals("refresh_token") ? "web" : "approval-api";
        var answer = fixture.tokenAsJson(
                        VaultForm.ofPerson(client, type, login.path(type).asText(), "google-oauth2"))
                .body();

        assertVaultAnswer(answer);
        assertThat(answer.path("scope").asText()).contains("https://www.googleapis.com/auth/calendar");
    }

    @Test
    void vaultForAPrivilegedWorker() {
        var requestJwt = Fixture.sign(Fixture.GATEWAY_KEY, "token-vault-req+jwt", fixture.requestClaims("auth0|ada"));
        var answer = fixture.tokenAsJson(VaultForm.ofWorker(fixture, requestJwt, "google-oauth2"))
                .body();

        assertVaultAnswer(answer);
    }

    private static void assertVaultAnswer(JsonNode answer) {
        assertHas(answer, "{\"token_type\":\"Bearer\",\"issued_token_type\":\"" + FEDERATED + "\"}");
        assertThat(answer.path("access_token").asText()).startsWith("ya29.");
        assertThat(answer.path("expires_in").asLong()).isBetween(1L, 3_599L);
        assertThat(answer.has("id_token") || answer.has("refresh_token")).isFalse();
    }

    @Test
    void aUserAtTheManagementApi() {
        var answer = fixture.get("api/v2/users/auth0%7Cada", management());
        var google = answer.body().path("identities").path(1);

        assertHas(google, "{\"provider\":\"google-oauth2\",\"connection\":\"google-oauth2\",\"isSocial\":true}");
        assertThat(google.path("user_id").asText()).isNotEmpty();
        assertThat(answer.headers()).containsKeys("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset");
    }

    @Test
    void connectedAccountsAtTheManagementApi() {
        var body = fixture.get("api/v2/users/auth0%7Cada/connected-accounts?take=1", management())
                .body();
        var account = body.path("connected_accounts").path(0);

        assertThat(members(account))
                .contains("id", "connection", "connection_id", "strategy", "access_type", "scopes", "created_at");
        assertThat(body.has("next")).isTrue();
    }

    @Test
    void tokensetsAtTheManagementApi() {
        var path = "api/v2/users/auth0%7Cada/federated-connections-tokensets";
        var before = fixture.get(path, management()).body();
        assertThat(members(before.path(0)))
                .containsExactlyInAnyOrder("id", "connection", "scope", "expires_at", "issued_at", "last_used_at");

        var gone = delete(path + "/" + before.path(0).path("id").asText());
        assertThat(gone.status()).isEqualTo(204);
        assertThat(fixture.get(path, management()).body()).hasSize(before.size() - 1);
        assertThat(delete(path + "/" + before.path(0).path("id").asText()).status())
                .isEqualTo(404);
    }

    @Test
    void endOfSessionsAndRefreshTokensAtTheManagementApi() {
        var token = redeemed("web", "openid offline_access", "")
                .path("refresh_token")
                .asText();
        assertThat(delete("api/v2/users/auth0%7Cada/sessions").status()).isEqualTo(202);
        assertThat(delete("api/v2/users/auth0%7Cada/refresh-tokens").status()).isEqualTo(202);

        assertThat(fixture.token(VaultForm.ofPerson("web", "refresh_token", token, "github"))
                        .error())
                .isEqualTo("invalid_grant");
    }

    @Test
    void errorsOfTheManagementApi() {
        var reader = fixture.managementToken("copilot-accounts-reader", fixture.secrets.accountsReader());
        var narrow = fixture.send(
                "DELETE", "api/v2/users/auth0%7Cada/sessions", Map.of("Authorization", "Bearer " + reader), "");
        assertHas(narrow.body(), """
                {"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: delete:sessions",
                 "errorCode":"insufficient_scope"}
                """);

        fixture.send("POST", "__local/faults", Map.of(), "{\"api\":\"management\",\"status\":429,\"calls\":1}");
        var limited = fixture.get("api/v2/users/auth0%7Cada", reader);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.body().path("error").asText()).isEqualTo("Too Many Requests");
        assertThat(limited.headers()).containsKeys("retry-after", "x-ratelimit-reset");
        assertThat(fixture.get("api/v2/users/auth0%7Cada", reader).status()).isEqualTo(200);
    }

    /** With a token that a refresh token gave, as a page gets it. */
    @Test
    void connectedAccountsOfTheMyAccountApi() {
        var browser = fixture.browser("carol");
        var token = myAccountToken(browser);
        var begun = myAccount(
                "POST",
                "/connect",
                token,
                Map.of(
                        "connection",
                        "google-oauth2",
                        "redirect_uri",
                        Fixture.CLI_CALLBACK,
                        "state",
                        "s1",
                        "code_challenge",
                        Secrets.sha256(VERIFIER),
                        "code_challenge_method",
                        "S256",
                        "scopes",
                        List.of("https://www.googleapis.com/auth/gmail.readonly")));
        assertThat(begun.status()).isEqualTo(201);
        assertHas(
                begun.body(),
                "{\"connect_uri\":\"" + fixture.issuer() + "connected-accounts/connect\",\"expires_in\":300}");

        var back = BrowserlessLogin.callback(
                browser.follow(URI.create(begun.body().path("connect_uri").asText() + "?ticket="
                        + begun.body().at("/connect_params/ticket").asText())));
        var completed = myAccount(
                "POST",
                "/complete",
                token,
                Map.of(
                        "auth_session",
                        begun.body().path("auth_session").asText(),
                        "connect_code",
                        back.get("connect_code"),
                        "redirect_uri",
                        Fixture.CLI_CALLBACK,
                        "code_verifier",
                        VERIFIER));
        assertThat(completed.status()).isEqualTo(201);
        assertHas(completed.body(), """
                {"connection":"google-oauth2","access_type":"offline",
                 "scopes":["https://www.googleapis.com/auth/gmail.readonly"]}
                """);
        assertThat(completed.body().path("id").asText()).startsWith("cac_");
        assertThat(completed.body().has("created_at")).isTrue();

        var listed = myAccount("GET", "/accounts?connection=google-oauth2&take=20", token, Map.of())
                .body();
        assertThat(listed.path("accounts")).containsExactly(completed.body());
        var connections =
                myAccount("GET", "/connections", token, Map.of()).body().path("connections");
        assertThat(members(connections.path(0))).containsExactlyInAnyOrder("name", "strategy", "scopes");
        var gone =
                myAccount("DELETE", "/accounts/" + completed.body().path("id").asText(), token, Map.of());
        assertThat(gone.status()).isEqualTo(204);
    }

    @Test
    void errorsOfTheMyAccountApi() {
        var token = myAccountToken(fixture.browser("carol"));
        var invalid = myAccount("POST", "/connect", token, Map.of("connection", "github", "surprise", "x"));
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(invalid.body().path("type").asText()).startsWith("https://auth0.com/api-errors/A0E-400-");
        assertThat(members(invalid.body())).contains("type", "status", "title", "detail", "validation_errors");
        assertThat(members(invalid.body().at("/validation_errors/0"))).containsExactlyInAnyOrder("detail", "field");

        var unknown = myAccount(
                "POST",
                "/complete",
                token,
                Map.of("auth_session", "x", "connect_code", "y", "redirect_uri", Fixture.CLI_CALLBACK));
        assertHas(unknown.body(), """
                {"type":"https://auth0.com/api-errors/A0E-404-0001","status":404,"detail":"Invalid or expired session"}
                """);
        assertThat(fixture.get("me/v1/connected-accounts/accounts", "").status())
                .isEqualTo(401);
    }

    private Fixture.Answer myAccount(String method, String path, String token, Map<String, ?> body) {
        return fixture.send(
                method,
                "me/v1/connected-accounts" + path,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                body.isEmpty() ? "" : Json.write(body));
    }

    private String myAccountToken(BrowserlessLogin browser) {
        var login = browser.codeFlow(
                Fixture.cli(), Map.of("scope", "openid offline_access runs:read", "audience", LocalTenant.PLANNER));
        return fixture.token(Fixture.form(
                        "grant_type",
                        GrantTypes.REFRESH_TOKEN,
                        "client_id",
                        "copilot-cli",
                        "refresh_token",
                        login.refreshToken(),
                        "audience",
                        fixture.issuer() + "me/",
                        "scope",
                        "create:me:connected_accounts read:me:connected_accounts delete:me:connected_accounts"))
                .body()
                .path("access_token")
                .asText();
    }

    private Fixture.Answer delete(String path) {
        return fixture.send("DELETE", path, Map.of("Authorization", "Bearer " + management()), "");
    }

    private String management() {
        return administrator().path("access_token").asText();
    }

    private JsonNode administrator() {
        return fixture.tokenAsJson(Fixture.form(
                        "grant_type",
                        GrantTypes.CLIENT_CREDENTIALS,
                        "client_id",
                        RivalClients.ADMINISTRATOR,
                        "client_secret",
                        RivalClients.SECRET,
                        "audience",
                        fixture.issuer() + "api/v2/"))
                .body();
    }

    private JsonNode redeemed(String client, String scope, String audience) {
        return redeemed(client, scope, audience, Map.of());
    }

    /** The whole answer of the token endpoint to a code. */
    private JsonNode redeemed(String client, String scope, String audience, Map<String, String> more) {
        var asked = new LinkedHashMap<String, String>();
        asked.put("client_id", client);
        asked.put("redirect_uri", RivalClients.CALLBACK);
        asked.put("scope", scope);
        asked.put("audience", audience);
        asked.putAll(more);
        var back = BrowserlessLogin.callback(fixture.browser("ada").follow(fixture.authorize(asked)));
        var form = fixture.redemption(back.get("code"));
        form.put("client_id", client);
        form.put("client_secret", RivalClients.SECRET);
        form.put("redirect_uri", RivalClients.CALLBACK);
        return fixture.tokenAsJson(form).body();
    }

    private static List<String> members(JsonNode node) {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** Every member of the example is there, with the example's value. */
    private static void assertHas(JsonNode answer, String example) {
        Parameters.parse(example)
                .properties()
                .forEach(member -> assertThat(answer.path(member.getKey()))
                        .as(member.getKey())
                        .isEqualTo(member.getValue()));
    }

    /** What each list of the answer has, the example's has too. */
    private static void assertAmong(JsonNode answer, String example) {
        Parameters.parse(example)
                .properties()
                .forEach(member -> assertThat(answer.path(member.getKey()))
                        .as(member.getKey())
                        .isNotEmpty()
                        .isSubsetOf(member.getValue()));
    }
}
