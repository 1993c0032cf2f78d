package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The exchanges with a person's own token, which this product does not use but its rivals in a tenant may. */
class UserTokenExchangeTest {
    private static final String TYPES = "urn:ietf:params:oauth:token-type:";

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(RivalClients::in);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private BrowserlessLogin.Tokens login(String audience) {
        return fixture.browser("ada")
                .codeFlow(
                        RivalClients.application("web"),
                        Map.of("scope", "openid offline_access actions:read", "audience", audience));
    }

    private Map<String, String> exchange(String client, String type, String token) {
        return Fixture.form(
                "grant_type",
                GrantTypes.VAULT,
                "client_id",
                client,
                "client_secret",
                RivalClients.SECRET,
                "connection",
                "google-oauth2",
                "subject_token",
                token,
                "subject_token_type",
                TYPES + type,
                "requested_token_type",
                "http://auth0.com/oauth/token-type/federated-connection-access-token");
    }

    @Test
    void aRefreshTokenGivesAllScopesOfTheAccount() {
        var form = exchange("web", "refresh_token", login(LocalTenant.APPROVAL).refreshToken());
        var answer = fixture.token(form);
        assertThat(answer.body().path("scope").asText()).contains("gmail.readonly", "gmail.send");
        form.put("login_hint", "somebody-else");
        assertThat(fixture.token(form).error()).isEqualTo("federated_connection_refresh_token_not_found");
    }

    @Test
    void aDeadRefreshTokenIs401Here() {
        var answer = fixture.token(exchange("web", "refresh_token", "v1.dead"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("invalid_grant");
    }

    @Test
    void anAccessTokenWorksForItsOwnApisClientOnly() {
        var own = login(LocalTenant.APPROVAL).accessToken();
        var foreign = login(LocalTenant.PLANNER).accessToken();
        assertThat(fixture.token(exchange("approval-api", "access_token", own)).status())
                .isEqualTo(200);
        var refused = fixture.token(exchange("approval-api", "access_token", foreign));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.error()).isEqualTo("access_denied");
        fixture.clock.advance(Duration.ofDays(2));
        assertThat(fixture.token(exchange("approval-api", "access_token", own)).status())
                .isEqualTo(401);
    }

    @Test
    void aClientWithoutPinnedKeysIsNoPrivilegedWorker() {
        var form = exchange(
                "web",
                "jwt",
                Fixture.sign(Fixture.OTHER_KEY, "token-vault-req+jwt", fixture.requestClaims("auth0|ada")));
        form.put("requested_token_type", "http://auth0.com/oauth/token-type/token-vault-access-token");
        assertThat(fixture.token(form).error()).isEqualTo("unauthorized_client");
    }
}
