package dev.approvalcopilot.gateway.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.approvalcopilot.gateway.testing.TestConfig;
import dev.approvalcopilot.support.auth0.TenantClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientAuthenticationTest {

    @TempDir
    Path folder;

    private ClientAuthentication with(Map<String, String> settings) {
        var all = new HashMap<>(TestConfig.NEEDED);
        all.remove("gateway.auth0.private-key-file");
        all.putAll(settings);
        return new VaultChoice(new TenantClock()).authentication(TestConfig.of(all));
    }

    private String secretFile() throws IOException {
        return Files.writeString(folder.resolve("secret"), "canary-canary-canary\n")
                .toString();
    }

    private String keyFile() throws IOException, JoseException {
        var key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("k");
        return Files.writeString(folder.resolve("key"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE))
                .toString();
    }

    @Test
    void aSecretGoesIntoTheRequestAndIntoNoText() throws Exception {
        var body = JsonNodeFactory.instance.objectNode();
        var client = with(Map.of("gateway.auth0.client-secret-file", secretFile()));

        client.into(body, Instant.now());

        assertThat(body.path("client_secret").asText()).isEqualTo("canary-canary-canary");
        assertThat(body.size()).isEqualTo(1);
        assertThat(client.toString()).doesNotContain("canary");
    }

    @Test
    void aKeySignsAnAssertion() throws Exception {
        var body = JsonNodeFactory.instance.objectNode();

        with(Map.of("gateway.auth0.private-key-file", keyFile())).into(body, Instant.now());

        assertThat(body.path("client_assertion").asText()).startsWith("eyJ");
        assertThat(body.has("client_secret")).isFalse();
    }

    @Test
    void bothStopTheStartAndSoDoesNeither() throws Exception {
        var both =
                Map.of("gateway.auth0.private-key-file", keyFile(), "gateway.auth0.client-secret-file", secretFile());

        assertThatThrownBy(() -> with(both)).hasMessageContaining("exactly one");
        assertThatThrownBy(() -> with(Map.of())).hasMessageContaining("exactly one");
    }

    @Test
    void aSecretThatIsNoneStopsTheStartWithoutQuotingIt() throws Exception {
        var file = Files.writeString(folder.resolve("short"), "canary").toString();

        assertThatThrownBy(() -> with(Map.of("gateway.auth0.client-secret-file", file)))
                .hasMessageContaining("client-secret-file")
                .hasMessageNotContaining("canary");
    }

    @Test
    void thePrivilegedWorkerNeedsAKey() throws Exception {
        var settings = new HashMap<>(TestConfig.NEEDED);
        settings.remove("gateway.auth0.private-key-file");
        settings.put("gateway.auth0.client-secret-file", secretFile());

        assertThatThrownBy(() -> new VaultChoice(new TenantClock())
                        .tokens(TestConfig.of(settings), null, null, null, new SimpleMeterRegistry()))
                .hasMessageContaining("PRIVILEGED_WORKER");
    }
}
