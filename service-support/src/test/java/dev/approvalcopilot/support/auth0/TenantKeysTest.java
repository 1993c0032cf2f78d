package dev.approvalcopilot.support.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.auth0.LoginKeys.Unavailable;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import dev.approvalcopilot.local.auth0.Auth0StandIn;
import dev.approvalcopilot.local.auth0.InstallationSecrets;
import dev.approvalcopilot.local.auth0.LocalTenant;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a tenant that rotates and withdraws its keys. */
class TenantKeysTest {

    private static final InstallationSecrets SECRETS = InstallationSecrets.generate(Map.of());
    /** Longer than the pause between two requests for an unknown key. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Auth0StandIn auth0 = Auth0StandIn.start(
            LocalTenant.create(18080, SECRETS), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final TenantClock clock = new TenantClock();
    private final TenantKeys keys = keys(Map.of());

    @AfterEach
    void stop() {
        keys.close();
        auth0.close();
    }

    private TenantKeys keys(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("copilot.auth0.issuer", auth0.issuer().toString()));
        all.putAll(settings);
        var config = new SmallRyeConfigBuilder()
                .withMapping(Auth0Config.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(Auth0Config.class);
        return new TenantKeys(config, clock);
    }

    private String post(String path, String type, String body) {
        var request = HttpRequest.newBuilder(auth0.issuer().resolve(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void order(String what, String body) {
        assertThat(post("__local/" + what, "application/json", body)).isEmpty();
    }

    /** An access token of the tenant, signed with the key that signs now. */
    private String token() {
        var answer = post(
                "oauth/token",
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials&client_id=copilot-accounts-reader&client_secret="
                        + SECRETS.accountsReader() + "&audience=" + auth0.issuer() + "api/v2/");
        return answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private void judge(String token) throws TenantTokenRefused, Unavailable {
        assertThat(TenantToken.verified(token, keys.forToken(token)).claims()).isNotNull();
    }

    private boolean counts(String token) {
        try {
            judge(token);
            return true;
        } catch (TenantTokenRefused | Unavailable e) {
            return false;
        }
    }

    private static String signedBySomebodyElse() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            var jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue("RS256");
            jws.setKeyIdHeaderValue("unknown");
            jws.setKey(key.getPrivateKey());
            jws.setPayload("{}");
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theNextKeyIsSeenAtOnceOrSomeSecondsLater() throws Exception {
        judge(token());
        order("keys/rotate", "");

        var token = token();
        await().atMost(SOON).until(() -> counts(token));
    }

    @Test
    void aKeyThatTheTenantWithdrewIsDeadWhenTheKeysAreAskedForNext() throws Exception {
        var old = token();
        judge(old);
        order("keys/rotate", "");
        var next = token();
        await().atMost(SOON).until(() -> counts(next));

        order("keys/revoke-previous", "");

        await().atMost(SOON).until(() -> {
            keys.ask();
            return !counts(old);
        });
        judge(next);
    }

    @Test
    void aFloodOfUnknownKeysAsksOnceInFiveSecondsAndDoesNotHideTheNextKey() throws Exception {
        judge(token());
        order("keys/rotate", "");
        var next = token();
        var forged = signedBySomebodyElse();

        await().atMost(SOON).until(() -> {
            for (int i = 0; i < 50; i++) {
                assertThat(counts(forged)).isFalse();
            }
            return counts(next);
        });
        assertThat(keys.asked()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatNobodyAskedSinceIsNotSaid() throws Exception {
        judge(token());

        assertThatThrownBy(() -> keys.forToken(signedBySomebodyElse())).isInstanceOf(Unavailable.class);
    }

    @Test
    void theKnownKeysAreUsedWhileTheTenantDoesNotAnswer() throws Exception {
        var token = token();
        judge(token);
        auth0.close();

        keys.ask();

        judge(token);
    }

    @Test
    void withoutAnyKeysNothingIsJudged() {
        var token = token();
        auth0.close();

        assertThatThrownBy(() -> keys.forToken(token)).isInstanceOf(Unavailable.class);
    }

    @Test
    void aTokenWithoutAKeyNameFitsNoKey() throws Exception {
        assertThat(keys.forToken("not.a.token"))
                .extracting(JsonWebKey::getKeyId)
                .hasSize(1);
        assertThatThrownBy(() -> judge("not.a.token")).isInstanceOf(TenantTokenRefused.class);
    }

    @Test
    void aClockThatIsFarOffIsSeenInTheTenantsAnswers() throws Exception {
        judge(token());
        assertThat(clock.complaint()).isEmpty();

        order("clock", "{\"aheadSeconds\":3600}");

        await().atMost(SOON).until(() -> {
            keys.ask();
            return clock.isOff();
        });
        assertThat(clock.complaint())
                .hasValueSatisfying(words ->
                        assertThat(words).matches("Auth0's clock is 3[56]\\d\\d s ahead of this service's; .*"));
    }

    @Test
    void anIssuerThatIsNeitherHttpsNorOnThisMachineStopsTheStart() {
        assertThatThrownBy(() -> keys(Map.of("copilot.auth0.issuer", "http://tenant.example/")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("https");
        assertThatThrownBy(() -> keys(Map.of("copilot.auth0.issuer", "https://tenant.example")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("slash");
    }
}
