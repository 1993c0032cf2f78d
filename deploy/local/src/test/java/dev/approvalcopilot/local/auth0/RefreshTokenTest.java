package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.local.auth0.BrowserlessLogin.Tokens;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefreshTokenTest {
    private static Fixture fixture;

    @BeforeAll
    static void start() {
        fixture = new Fixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static Tokens login() {
        return BrowserlessLogin.codeFlow(
                fixture.issuer(),
                Fixture.cli(),
                fixture.ada(),
                Map.of(
                        "scope", "openid offline_access runs:read runs:write",
                        "audience", LocalTenant.PLANNER,
                        "acr_values", Tenant.MFA));
    }

    private static Map<String, String> refresh(String token) {
        return Fixture.form("grant_type", "refresh_token", "client_id", "copilot-cli", "refresh_token", token);
    }

    private static void assertDead(Fixture.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.error()).isEqualTo("invalid_grant");
        assertThat(answer.description()).isEqualTo("Unknown or invalid refresh token.");
    }

    @Test
    void refreshedIdTokensShowNoSecondFactor() {
        var login = login();
        assertThat(login.refreshToken()).startsWith("v1.");
        assertThat(Fixture.claims(login.idToken()).has("amr")).isTrue();
        var refreshed = fixture.token(refresh(login.refreshToken()));
        var claims = Fixture.claims(refreshed.body().path("id_token").asText());
        assertThat(claims.has("amr") || claims.has("acr") || claims.has("nonce"))
                .isFalse();
    }

    @Test
    void rotationEndsTheFamilyOnASecondUse() {
        var first = login().refreshToken();
        var second = fixture.token(refresh(first)).body().path("refresh_token").asText();
        assertThat(second).isNotEmpty().isNotEqualTo(first);
        assertDead(fixture.token(refresh(first)));
        assertDead(fixture.token(refresh(second)));
    }

    @Test
    void reachesOtherAudiencesByPolicyAndDropsExcess() {
        var form = refresh(login().refreshToken());
        form.put("audience", LocalTenant.APPROVAL);
        form.put("scope", "actions:read admin:all");
        var answer = fixture.token(form);
        assertThat(answer.body().path("scope").asText()).isEqualTo("actions:read");
        assertThat(Fixture.claims(answer.body().path("access_token").asText())
                        .path("aud")
                        .asText())
                .isEqualTo(LocalTenant.APPROVAL);
        form.put("refresh_token", answer.body().path("refresh_token").asText());
        form.put("audience", fixture.issuer() + "api/v2/");
        assertThat(fixture.token(form).error()).isEqualTo("access_denied");
    }

    @Test
    void narrowsScopesOnRequest() {
        var form = refresh(login().refreshToken());
        form.put("scope", "runs:read");
        assertThat(fixture.token(form).body().path("scope").asText()).isEqualTo("runs:read");
    }

    @Test
    void revocationAnswersTheSameForLiveAndDead() {
        var token = login().refreshToken();
        for (int i = 0; i < 2; i++) {
            var answer = fixture.send(
                    "POST",
                    "oauth/revoke",
                    Map.of("Content-Type", "application/json"),
                    Json.write(Map.of("client_id", "copilot-cli", "token", token)));
            assertThat(answer.status()).isEqualTo(200);
        }
        assertDead(fixture.token(refresh(token)));
    }

    @Test
    void belongsToItsClient() {
        var form = refresh(login().refreshToken());
        form.put("client_id", "acme-agent");
        form.put("client_secret", fixture.secrets.acmeAgent());
        assertDead(fixture.token(form));
    }
}
