package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.auth0.Client.VaultAccess;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Auth0 refuses, and in which words: status and {@code error} of each documented case (and of those that only
 * third parties have reported), one row a case.
 */
class RefusalTableTest {
    private static final String NOT_CONNECTED = "federated_connection_refresh_token_not_found";

    private Fixture fixture;

    private record Row(String name, int status, String error, Function<Fixture, Fixture.Answer> attempt) {
        @Override
        public String toString() {
            return name + ": " + status + " " + error;
        }
    }

    @BeforeEach
    void start() {
        fixture = new Fixture(RivalClients::in);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    static Stream<Row> rows() {
        return Stream.of(clients(), logins(), grants(), exchanges(), workers()).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefused(Row row) {
        var answer = row.attempt().apply(fixture);
        assertThat(answer.status()).isEqualTo(row.status());
        assertThat(answer.error()).isEqualTo(row.error());
        assertThat(answer.description()).isNotEmpty();
        assertThat(answer.body().has("access_token")).isFalse();
    }

    private static Stream<Row> clients() {
        return Stream.of(
                new Row("wrong secret", 401, "access_denied", f -> f.token(credentials("web", "wrong"))),
                new Row("unknown client", 401, "access_denied", f -> f.token(credentials("nobody", "secret"))),
                new Row("wrong assertion", 401, "access_denied", f -> {
                    var form = worker(f, _ -> {});
                    form.put("client_assertion", Fixture.sign(Fixture.OTHER_KEY, "JWT", f.assertionClaims()));
                    return f.token(form);
                }),
                new Row("API unknown", 403, "access_denied", f -> {
                    var form = credentials(RivalClients.ADMINISTRATOR, RivalClients.SECRET);
                    form.put("audience", "https://nobody.test");
                    return f.token(form);
                }),
                new Row("no client grant", 403, "access_denied", f -> f.token(credentials("web", RivalClients.SECRET))),
                new Row("too many requests", 429, "too_many_requests", f -> {
                    f.send("POST", "__local/faults", Map.of(), "{\"status\":429,\"calls\":1}");
                    return f.token(credentials("web", RivalClients.SECRET));
                }));
    }

    private static Stream<Row> logins() {
        return Stream.of(
                new Row("other redirect_uri at the token endpoint", 403, "unauthorized_client", f -> {
                    var form = f.redemption(code(f));
                    form.put("redirect_uri", "http://127.0.0.1:1/callback");
                    return f.token(form);
                }),
                new Row("code unknown", 403, "invalid_grant", f -> f.token(f.redemption("unknown"))),
                new Row("code used", 403, "invalid_grant", f -> {
                    var form = f.redemption(code(f));
                    f.token(form);
                    return f.token(form);
                }),
                new Row("code expired", 403, "invalid_grant", f -> {
                    var form = f.redemption(code(f));
                    f.clock.advance(Duration.ofSeconds(61));
                    return f.token(form);
                }),
                new Row("PKCE mismatch", 403, "invalid_grant", f -> {
                    var form = f.redemption(code(f));
                    form.put("code_verifier", "w".repeat(43));
                    return f.token(form);
                }));
    }

    private static Stream<Row> grants() {
        return Stream.of(
                new Row("parameter missing", 400, "invalid_request", f -> {
                    var form = f.redemption("x");
                    form.remove("code");
                    return f.token(form);
                }),
                new Row(
                        "unknown grant",
                        400,
                        "unsupported_grant_type",
                        f -> f.token(Fixture.form("grant_type", "password"))),
                new Row("grant type not on the client", 403, "unauthorized_client", f -> {
                    var form = credentials("copilot-presence", f.secrets.presence());
                    return f.token(form);
                }),
                new Row("refresh token dead", 403, "invalid_grant", f -> {
                    var form = credentials("web", RivalClients.SECRET);
                    form.put("grant_type", GrantTypes.REFRESH_TOKEN);
                    form.put("refresh_token", "v1.dead");
                    return f.token(form);
                }));
    }

    private static Stream<Row> exchanges() {
        return Stream.of(
                new Row(
                        "(a) dead refresh token as subject",
                        401,
                        "invalid_grant",
                        f -> f.token(VaultForm.ofPerson("web", "refresh_token", "v1.dead", "github"))),
                new Row("(a) account not connected", 401, NOT_CONNECTED, f -> exchange(f, "web", "carol", "github")),
                new Row("(a) other login_hint", 401, NOT_CONNECTED, f -> {
                    var form = form(f, "web", "ada", "google-oauth2");
                    form.put("login_hint", "somebody-else");
                    return f.token(form);
                }),
                new Row(
                        "(a) provider refuses the refresh",
                        401,
                        "federated_connection_refresh_token_flow_failed",
                        f -> {
                            f.send("POST", "__local/users/auth0%7Cada/break/github", Map.of(), "");
                            return exchange(f, "web", "ada", "github");
                        }),
                new Row("(a) connection unknown", 401, NOT_CONNECTED, f -> exchange(f, "web", "ada", "facebook")),
                new Row("(a) vault off", 401, NOT_CONNECTED, f -> exchange(f, "web", "ada", Connection.DATABASE)),
                new Row("(a) connection not enabled", 401, NOT_CONNECTED, f -> exchange(f, "bare", "ada", "github")),
                new Row("(a) wrong subject token type", 400, "invalid_request", f -> {
                    var form = form(f, "web", "ada", "github");
                    form.put("subject_token_type", "urn:ietf:params:oauth:token-type:id_token");
                    return f.token(form);
                }),
                new Row("(a) wrong requested token type", 400, "invalid_request", f -> {
                    var form = form(f, "web", "ada", "github");
                    form.put("requested_token_type", "urn:ietf:params:oauth:token-type:access_token");
                    return f.token(form);
                }),
                new Row("(a) MFA policy Always", 401, "mfa_required", f -> {
                    var form = form(f, "web", "ada", "github");
                    always(f);
                    return f.token(form);
                }),
                new Row("(b) foreign aud", 403, "access_denied", f -> byAccessToken(f, LocalTenant.PLANNER, 0)),
                new Row("(b) expired token", 401, "invalid_grant", f -> byAccessToken(f, LocalTenant.APPROVAL, 2)));
    }

    private static Stream<Row> workers() {
        return Stream.of(
                refusedSubject("no audit_context", claims -> claims.remove("audit_context")),
                refusedSubject("bad aud", claims -> claims.put("aud", "https://elsewhere.test/")),
                refusedSubject("bad iss", claims -> claims.put("iss", "web")),
                refusedSubject("older than 60 s", claims -> claims.merge("iat", -61L, (a, b) -> (long) a + (long) b)),
                new Row("(c) bad typ", 401, "invalid_grant", f -> {
                    var jwt = Fixture.sign(Fixture.GATEWAY_KEY, "JWT", f.requestClaims("auth0|ada"));
                    return f.token(VaultForm.ofWorker(f, jwt, "github"));
                }),
                new Row("(c) bad signature", 401, "invalid_grant", f -> {
                    var jwt = Fixture.sign(Fixture.OTHER_KEY, "token-vault-req+jwt", f.requestClaims("auth0|ada"));
                    return f.token(VaultForm.ofWorker(f, jwt, "github"));
                }),
                new Row("(c) reused jti", 401, "invalid_grant", f -> {
                    var form = worker(f, _ -> {});
                    assertThat(f.token(form).status()).isEqualTo(200);
                    return f.token(f.withAssertion(form));
                }),
                new Row("(c) connection not pinned", 403, "access_denied", f -> {
                    var form = worker(f, _ -> {});
                    form.put("connection", "facebook");
                    return f.token(form);
                }),
                new Row("(c) scope not pinned", 403, "access_denied", f -> {
                    var form = worker(f, _ -> {});
                    form.put("connection", "google-oauth2");
                    form.put("scope", "https://mail.google.com/");
                    return f.token(form);
                }),
                new Row("(c) address not in the allowlist", 403, "access_denied", _ -> {
                    try (var elsewhere = new Fixture(RefusalTableTest::allowingAnotherAddress)) {
                        return elsewhere.token(worker(elsewhere, _ -> {}));
                    }
                }),
                new Row("(c) MFA policy Always", 401, "mfa_required", f -> {
                    always(f);
                    return f.token(worker(f, _ -> {}));
                }));
    }

    private static Row refusedSubject(String name, Consumer<Map<String, Object>> change) {
        return new Row("(c) " + name, 401, "invalid_grant", f -> f.token(worker(f, change)));
    }

    private static Map<String, String> worker(Fixture fixture, Consumer<Map<String, Object>> change) {
        var claims = new LinkedHashMap<>(fixture.requestClaims("auth0|ada"));
        change.accept(claims);
        var jwt = Fixture.sign(Fixture.GATEWAY_KEY, "token-vault-req+jwt", claims);
        return VaultForm.ofWorker(fixture, jwt, "github");
    }

    private static Tenant allowingAnotherAddress(int portBase, InstallationSecrets secrets) {
        var tenant = RivalClients.in(portBase, secrets);
        return RivalClients.with(
                tenant,
                tenant.clients().stream()
                        .map(client -> client.id().equals(Fixture.GATEWAY) ? at(client, "192.0.2.1") : client)
                        .toList(),
                tenant.clientGrants());
    }

    private static Client at(Client client, String address) {
        var vault = client.vault();
        return new Client(
                client.id(),
                client.name(),
                client.nativeApp(),
                client.firstParty(),
                client.credential(),
                client.grantTypes(),
                client.callbacks(),
                client.logoutUrls(),
                client.connections(),
                client.rotation(),
                client.refreshPolicies(),
                new VaultAccess(vault.credentials(), List.of(address), vault.grants()),
                client.api());
    }

    private static Map<String, String> credentials(String client, String secret) {
        return Fixture.form(
                "grant_type",
                GrantTypes.CLIENT_CREDENTIALS,
                "client_id",
                client,
                "client_secret",
                secret,
                "audience",
                LocalTenant.APPROVAL);
    }

    private static String code(Fixture fixture) {
        return BrowserlessLogin.callback(fixture.browser("ada").follow(fixture.authorize(Map.of())))
                .get("code");
    }

    private static Map<String, String> form(Fixture fixture, String client, String person, String connection) {
        var login = fixture.browser(person)
                .codeFlow(RivalClients.application(client), Map.of("scope", "openid offline_access"));
        return VaultForm.ofPerson(client, "refresh_token", login.refreshToken(), connection);
    }

    private static Fixture.Answer exchange(Fixture fixture, String client, String person, String connection) {
        return fixture.token(form(fixture, client, person, connection));
    }

    private static Fixture.Answer byAccessToken(Fixture fixture, String audience, int daysLater) {
        var token = fixture.browser("ada")
                .codeFlow(RivalClients.application("web"), Map.of("scope", "openid", "audience", audience))
                .accessToken();
        fixture.clock.advance(Duration.ofDays(daysLater));
        return fixture.token(VaultForm.ofPerson("approval-api", "access_token", token, "github"));
    }

    private static void always(Fixture fixture) {
        var order = fixture.send("POST", "__local/mfa", Map.of(), "{\"always\":true,\"clients\":[]}");
        assertThat(order.status()).isEqualTo(204);
    }
}
