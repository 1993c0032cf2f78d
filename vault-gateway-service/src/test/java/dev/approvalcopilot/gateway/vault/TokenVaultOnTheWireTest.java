package dev.approvalcopilot.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.gateway.testing.TestConfig;
import dev.approvalcopilot.local.auth0.Auth0StandIn;
import dev.approvalcopilot.local.auth0.InstallationSecrets;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.auth0.Tenant;
import dev.approvalcopilot.local.auth0.User;
import dev.approvalcopilot.support.auth0.TenantClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways to a token against the stand-in, in a tenant with Token Vault and in one without. */
class TokenVaultOnTheWireTest {

    private static final Digest ACTION = Digest.of("an action".getBytes(StandardCharsets.UTF_8));
    private static final RsaJsonWebKey KEY = newKey();
    private static final InstallationSecrets SECRETS =
            InstallationSecrets.generate(KEY.toParams(OutputControlLevel.PUBLIC_ONLY));
    private static final Tenant WITH_VAULT = LocalTenant.create(18080, SECRETS);
    private static final Tenant WITHOUT_VAULT = LocalTenant.withoutVault(18080, SECRETS);

    @TempDir
    Path folder;

    private static RsaJsonWebKey newKey() {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("vault-client");
            return key;
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private VaultAnswer ask(Tenant tenant, String mode, String user, String connection, String account)
            throws IOException {
        var key = Files.writeString(folder.resolve("key.json"), KEY.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        try (var auth0 = Auth0StandIn.start(tenant, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var config = TestConfig.with(Map.of(
                    "gateway.auth0.issuer",
                    auth0.issuer().toString(),
                    "gateway.auth0.private-key-file",
                    key.toString(),
                    "gateway.unsafe-allow-addresses",
                    "127.0.0.1",
                    "gateway.vault.mode",
                    mode));
            var choice = new VaultChoice(new TenantClock());
            var http = new Auth0Http(config);
            var tokens = new TokenRequest(http, choice.authentication(config), config);
            var management = new ManagementCall(http, new ManagementToken(tokens, http));
            try {
                return choice.tokens(
                                config,
                                tokens,
                                new ConnectedAccounts(management),
                                management,
                                new SimpleMeterRegistry())
                        .tokenFor(user, connection, account, ACTION);
            } finally {
                http.close();
            }
        }
    }

    private static String account(String user, String connection) {
        return WITH_VAULT.user(user).orElseThrow().accounts().stream()
                .filter(account -> account.connection().equals(connection))
                .map(User.Account::id)
                .findFirst()
                .orElseThrow();
    }

    private static String identity(String user, String connection) {
        return WITHOUT_VAULT.user(user).orElseThrow().identities().stream()
                .filter(identity -> identity.connection().equals(connection))
                .map(User.Identity::userId)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWorkerExchangesForTheApprovedAccountAndTellsTheScopes() throws Exception {
        var answer = ask(
                WITH_VAULT,
                "PRIVILEGED_WORKER",
                "auth0|bob",
                "sign-in-with-slack",
                account("auth0|bob", "sign-in-with-slack"));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        VaultAnswer.Granted.class,
                        granted -> assertThat(granted.scopes())
                                .containsExactlyInAnyOrder("chat:write", "channels:read", "channels:write"));
    }

    @Test
    void theWorkerRefusesAnotherAccountAndNobodysAccount() throws Exception {
        assertThat(ask(WITH_VAULT, "PRIVILEGED_WORKER", "auth0|bob", "github", "cac_other"))
                .isEqualTo(new VaultAnswer.Ambiguous());
        assertThat(ask(WITH_VAULT, "PRIVILEGED_WORKER", "auth0|carol", "github", "cac_other"))
                .isEqualTo(new VaultAnswer.NotConnected());
    }

    @Test
    void identitiesGiveATokenWithoutScopesInATenantWithoutVault() throws Exception {
        assertThat(ask(WITHOUT_VAULT, "MANAGEMENT_API", "auth0|bob", "github", identity("auth0|bob", "github")))
                .isInstanceOf(VaultAnswer.Unscoped.class);
        assertThat(ask(WITHOUT_VAULT, "MANAGEMENT_API", "auth0|bob", "github", "another"))
                .isEqualTo(new VaultAnswer.Ambiguous());
        assertThat(ask(WITHOUT_VAULT, "MANAGEMENT_API", "auth0|carol", "github", "any"))
                .isEqualTo(new VaultAnswer.NotConnected());
        assertThat(ask(WITHOUT_VAULT, "MANAGEMENT_API", "auth0|nobody", "github", "any"))
                .isEqualTo(new VaultAnswer.NotConnected());
    }

    /** Ada's Google login is an identity there too, and its token lies in the vault. */
    @Test
    void identitiesGiveNothingWhereTheVaultIsOn() throws Exception {
        assertThat(ask(
                        WITH_VAULT,
                        "MANAGEMENT_API",
                        "auth0|ada",
                        "google-oauth2",
                        identity("auth0|ada", "google-oauth2")))
                .isEqualTo(new VaultAnswer.Denied("identity_without_token"));
    }
}
