package dev.approvalcopilot.local.auth0;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stand-in is what Auth0's own client library takes it for: npm's {@code @auth0/auth0-auth-js}, unmodified, logs in
 * (code flow with PKCE), refreshes, and exchanges at the Token Vault. Its lock file pins every byte of it.
 */
class Auth0AuthJsTest {
    private static final Path SOURCE =
            Path.of(System.getProperty("repository.root"), "deploy/local/src/test/js/auth0-auth-js");
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    static Path folder;

    private static Fixture fixture;
    private static JsonNode done;

    @BeforeAll
    static void runTheLibrary() throws Exception {
        assumeTrue(installed("node") && installed("npm"), "needs node and npm (version 20 or later) on the PATH");
        for (var name : new String[] {"package.json", "package-lock.json", ".npmrc", "client.mjs"}) {
            Files.copy(SOURCE.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        install();
        var certificate = LocalCertificate.in(folder);
        fixture = new Fixture(RivalClients::in, Optional.of(certificate));
        done = converse(certificate);
    }

    @AfterAll
    static void stop() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Test
    void logsInWithACodeAndAVerifier() {
        assertThat(done.at("/login/claims/sub").asText()).isEqualTo("auth0|ada");
        assertThat(done.at("/login/claims/iss").asText())
                .startsWith("https://")
                .isEqualTo(fixture.issuer().toString());
        assertThat(done.at("/login/scope").asText()).contains("offline_access", "actions:read");
        assertThat(done.at("/login/refreshToken").asText()).startsWith("v1.");
        assertThat(done.at("/person/email").asText()).isEqualTo("ada@acme.test");
    }

    @Test
    void understandsThatACodeIsGoodOnce() {
        assertThat(done.at("/codeTwice/code").asText()).isEqualTo("token_by_code_error");
        assertThat(done.at("/codeTwice/error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void refreshesUntilTheTokenIsRevoked() {
        assertThat(Fixture.claims(done.at("/refreshed/accessToken").asText())
                        .path("sub")
                        .asText())
                .isEqualTo("auth0|ada");
        assertThat(done.at("/afterRevocation/code").asText()).isEqualTo("token_by_refresh_token_error");
        assertThat(done.at("/afterRevocation/error").asText()).isEqualTo("invalid_grant");
    }

    @Test
    void exchangesARefreshTokenAtTheVault() {
        assertProviderToken("/byRefreshToken", "google-oauth2");
        assertThat(done.at("/byRefreshToken/scope").asText()).contains("gmail.readonly");
    }

    @Test
    void exchangesAnAccessTokenAtTheVault() {
        assertProviderToken("/byAccessToken", "github");
    }

    @Test
    void understandsTheVaultsRefusal() {
        assertThat(done.at("/otherAccount/code").asText()).isEqualTo("token_for_connection_error");
        assertThat(done.at("/otherAccount/error").asText()).isEqualTo("federated_connection_refresh_token_not_found");
    }

    @Test
    void authenticatesAClientWithItsPrivateKey() {
        assertThat(Fixture.claims(done.at("/management/accessToken").asText())
                        .path("aud")
                        .asText())
                .isEqualTo(fixture.issuer() + "api/v2/");
    }

    private static void assertProviderToken(String path, String connection) {
        var answer = done.at(path);
        assertThat(answer.path("issuedTokenType").asText())
                .isEqualTo("http://auth0.com/oauth/token-type/federated-connection-access-token");
        assertThat(answer.has("idToken") || answer.has("refreshToken")).isFalse();
        var token = fixture.auth0
                .providerTokens()
                .find(answer.path("accessToken").asText())
                .orElseThrow();
        assertThat(token.user()).isEqualTo("auth0|ada");
        assertThat(token.connection()).isEqualTo(connection);
    }

    private static void install() throws IOException, InterruptedException {
        var npm = new ProcessBuilder("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        var words = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(npm.waitFor()).as("npm ci: %s", words).isZero();
    }

    private static JsonNode converse(LocalCertificate certificate) throws IOException, InterruptedException {
        var errors = folder.resolve("errors.txt");
        var builder = new ProcessBuilder("node", "client.mjs")
                .directory(folder.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("NODE_EXTRA_CA_CERTS", certificate.pem().toString());
        builder.environment().put("STAND_IN", Json.write(parameters()));
        var node = builder.start();
        try (var lines = node.inputReader();
                var answers = node.outputWriter()) {
            var first = lines.readLine();
            assertThat(first).as(Files.readString(errors)).isNotNull();
            var browser = new BrowserlessLogin(fixture.issuer(), fixture.ada(), certificate.tls());
            var callback = browser.follow(
                    URI.create(Json.MAPPER.readTree(first).path("open").asText()));
            answers.write(callback + "\n");
            answers.flush();
            var last = lines.readLine();
            assertThat(last).as(Files.readString(errors)).isNotNull();
            assertThat(node.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return Json.MAPPER.readTree(last);
        } finally {
            node.destroyForcibly();
        }
    }

    private static Map<String, Object> parameters() {
        return Map.of(
                "domain", fixture.issuer().getAuthority(),
                "callback", RivalClients.CALLBACK,
                "audience", LocalTenant.APPROVAL,
                "webSecret", RivalClients.SECRET,
                "worker", Fixture.GATEWAY,
                "workerKey",
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder()
                                        .encodeToString(Fixture.GATEWAY_KEY
                                                .getPrivateKey()
                                                .getEncoded())
                                + "\n-----END PRIVATE KEY-----\n");
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
