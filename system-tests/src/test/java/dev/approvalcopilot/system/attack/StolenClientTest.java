package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.Client;
import dev.approvalcopilot.local.auth0.Client.Credential;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any client of the tenant but the gateway's, its credential stolen, asks Token Vault for a provider token. */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class StolenClientTest {
    private static final String GATEWAY = "copilot-vault-gateway";
    private static final String EXCHANGE =
            "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
    private static final String TOKEN_TYPE = "urn:ietf:params:oauth:token-type:";
    private static final String VAULT_TOKEN = "http://auth0.com/oauth/token-type/";

    private final HttpClient http = HttpClient.newHttpClient();
    private Product product;

    @BeforeAll
    void prepare(Product product) {
        this.product = product;
    }

    private Stream<String> otherClients() throws IOException {
        return product.installation().tenant().clients().stream()
                .map(Client::id)
                .filter(id -> !id.equals(GATEWAY));
    }

    /** With the person's own access token, as a refresh token, and as the privileged worker's request. */
    @ParameterizedTest
    @MethodSource("otherClients")
    void anotherClientGetsNoProviderToken(String id) throws Exception {
        var client = client(id);
        var subject = product.person("ada").token(LocalTenant.PLANNER, "runs:read runs:write");

        for (var type : new String[] {"access_token", "refresh_token", "jwt"}) {
            var answer = exchange(client, type, subject);

            assertThat(answer.statusCode()).as(type).isIn(401, 403);
            assertThat(json(answer).path("error").asText()).isIn("unauthorized_client", "access_denied");
            assertThat(json(answer).has("access_token")).isFalse();
        }
    }

    /** Its id is no secret: only its key makes it the gateway. */
    @Test
    void theGatewaysNameWithoutItsKeyGetsNothing() throws Exception {
        var asked = exchange("jwt", "e30.e30.e30");
        asked.put("client_id", GATEWAY);
        asked.put("client_secret", "guessed");

        assertThat(post(asked, HttpRequest.newBuilder()).statusCode()).isEqualTo(401);
    }

    /** What the approval-service holds reads which accounts there are, and no token of any. */
    @Test
    void theReaderOfAccountsReadsNoToken() throws Exception {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "client_credentials");
        form.put("audience", product.installation().issuer() + "api/v2/");
        form.put("scope", "read:users read:user_idp_tokens");
        var token = json(post(form, authenticated(client("copilot-accounts-reader"), form)));
        assertThat(token.path("scope").asText()).isEqualTo("read:users");

        var user = http.send(
                HttpRequest.newBuilder(URI.create(product.installation().issuer() + "api/v2/users/auth0%7Cada"))
                        .header(
                                "Authorization",
                                "Bearer " + token.path("access_token").asText())
                        .build(),
                BodyHandlers.ofString());
        assertThat(user.statusCode()).isEqualTo(200);
        assertThat(user.body()).contains("identities").doesNotContain("access_token", "refresh_token");
    }

    private Client client(String id) throws IOException {
        return product.installation().tenant().client(id).orElseThrow();
    }

    private HttpResponse<String> exchange(Client client, String type, String subject) throws Exception {
        var form = exchange(type, subject);
        return post(form, authenticated(client, form));
    }

    private static Map<String, String> exchange(String type, String subject) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", EXCHANGE);
        form.put("connection", "github");
        form.put("subject_token", subject);
        form.put("subject_token_type", TOKEN_TYPE + type);
        form.put(
                "requested_token_type",
                VAULT_TOKEN + (type.equals("jwt") ? "token-vault-access-token" : "federated-connection-access-token"));
        return form;
    }

    private static HttpRequest.Builder authenticated(Client client, Map<String, String> form) {
        var request = HttpRequest.newBuilder();
        switch (client.credential()) {
            case Credential.None() -> form.put("client_id", client.id());
            case Credential.SecretPost(String secret) -> {
                form.put("client_id", client.id());
                form.put("client_secret", secret);
            }
            case Credential.SecretBasic(String secret) ->
                request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((client.id() + ":" + secret).getBytes(StandardCharsets.UTF_8)));
            case Credential.PrivateKeyJwt _ -> throw new IllegalArgumentException(client.id() + " holds a key");
        }
        return request;
    }

    private HttpResponse<String> post(Map<String, String> form, HttpRequest.Builder request) throws Exception {
        var body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.send(
                request.uri(URI.create(product.installation().issuer() + "oauth/token"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.MAPPER.readTree(answer.body());
    }
}
