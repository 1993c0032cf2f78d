package dev.approvalcopilot.gateway;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.gateway.GatewayConfig.VaultMode;
import dev.approvalcopilot.gateway.testing.TestConfig;
import io.smallrye.config.ConfigValidationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GatewayConfigTest {

    /** Key or secret: one of two, so the start checks it and not the mapping. */
    static final List<String> NEEDED = TestConfig.NEEDED.keySet().stream()
            .filter(key -> !key.equals("gateway.auth0.private-key-file"))
            .toList();

    @Test
    void defaultsAreSafe() {
        var config = TestConfig.with(Map.of());

        assertThat(config.unsafeAllowPlainHttp()).isFalse();
        assertThat(config.presence().trustedConnections()).isEmpty();
        assertThat(config.evidence().loginFrom()).isEqualTo(RiskLevel.CRITICAL);
        assertThat(config.approvers().file()).isEmpty();
        assertThat(config.presence().groupsClaim()).isEqualTo(URI.create("https://copilot.local/groups"));
        assertThat(config.presence().quorumWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(config.connectUrl()).isEmpty();
        assertThat(config.unsafeAllowAddresses()).isEmpty();
        assertThat(config.vault().mode()).isEqualTo(VaultMode.PRIVILEGED_WORKER);
        assertThat(config.call().maxConcurrentPerConnection()).isEqualTo(8);
        assertThat(config.call().circuitMinimumCalls()).isEqualTo(10);
        assertThat(config.call().circuitOpenFor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.call().limit()).isLessThan(config.call().lease());
        assertThat(config.evidenceKeptFor()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void everyKeyIsRead() {
        var config = TestConfig.with(Map.ofEntries(
                entry("gateway.evidence.login-from", "HIGH"),
                entry("gateway.max-concurrent-calls", "3"),
                entry("gateway.evidence-kept-for", "PT1M"),
                entry("gateway.connect-url", "https://copilot.example/accounts"),
                entry("gateway.unsafe-allow-plain-http", "true"),
                entry("gateway.auth0.timeout", "PT1S"),
                entry("gateway.presence.trusted-connections", "Username-Password-Authentication"),
                entry("gateway.presence.groups-claim", "https://acme.example/groups"),
                entry("gateway.presence.quorum-window", "PT30M"),
                entry("gateway.approvers.file", "/approvers/approvers.yaml"),
                entry("gateway.call.limit", "PT3S"),
                entry("gateway.call.read-limit", "PT2S"),
                entry("gateway.call.lease", "PT9S"),
                entry("gateway.call.max-answer-bytes", "2048"),
                entry("gateway.unsafe-allow-addresses", "127.0.0.1,localhost"),
                entry("gateway.vault.mode", "MANAGEMENT_API"),
                entry("gateway.auth0.client-secret-file", "/keys/secret"),
                entry("gateway.call.max-concurrent-per-connection", "4"),
                entry("gateway.call.circuit-minimum-calls", "6"),
                entry("gateway.call.circuit-open-for", "PT5S")));

        assertThat(config.operators().audience()).isEqualTo("https://copilot.local/gateway");
        assertThat(config.operators().clients()).containsExactly("copilot-cli");
        assertThat(config.evidence().loginFrom()).isEqualTo(RiskLevel.HIGH);
        assertThat(config.maxConcurrentCalls()).isEqualTo(3);
        assertThat(config.evidenceKeptFor()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.connectUrl()).contains(URI.create("https://copilot.example/accounts"));
        assertThat(config.unsafeAllowPlainHttp()).isTrue();
        assertThat(config.auth0().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.presence().trustedConnections()).contains(Set.of("Username-Password-Authentication"));
        assertThat(config.presence().groupsClaim()).isEqualTo(URI.create("https://acme.example/groups"));
        assertThat(config.presence().quorumWindow()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.approvers().file()).contains(Path.of("/approvers/approvers.yaml"));
        assertThat(config.call().limit()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.call().readLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.call().lease()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.call().maxAnswerBytes()).isEqualTo(2048);
        assertThat(config.unsafeAllowAddresses()).contains(Set.of("127.0.0.1", "localhost"));
        assertThat(config.vault().mode()).isEqualTo(VaultMode.MANAGEMENT_API);
        assertThat(config.auth0().clientSecretFile()).contains(Path.of("/keys/secret"));
        assertThat(config.call().maxConcurrentPerConnection()).isEqualTo(4);
        assertThat(config.call().circuitMinimumCalls()).isEqualTo(6);
        assertThat(config.call().circuitOpenFor()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @FieldSource("NEEDED")
    void aMissingSecuritySettingStopsTheStart(String key) {
        var settings = new HashMap<>(TestConfig.NEEDED);
        settings.remove(key);

        assertThatThrownBy(() -> TestConfig.of(settings)).hasMessageContaining(key);
    }

    @Test
    void aMisspeltKeyStopsTheStart() {
        assertThatThrownBy(() -> TestConfig.with(Map.of("gateway.unsafe-allow-plain-htp", "true")))
                .isInstanceOf(ConfigValidationException.class);
    }
}
