package dev.approvalcopilot.gateway.testing;

import dev.approvalcopilot.gateway.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** A configuration with what has no default, and what a test sets. */
public final class TestConfig {

    public static final Map<String, String> NEEDED = Map.of(
            "gateway.grant.issuer", "https://copilot.local/approval",
            "gateway.grant.keys-file", "/keys/grant-keys.jwks.json",
            "gateway.classification.issuer", "https://copilot.local/risk",
            "gateway.classification.keys-file", "/keys/classification-keys.jwks.json",
            "gateway.auth0.issuer", "https://tenant.example/",
            "gateway.auth0.client-id", "copilot-vault-gateway",
            "gateway.auth0.private-key-file", "/keys/vault-client.jwk.json",
            "gateway.operators.audience", "https://copilot.local/gateway",
            "gateway.operators.clients", "copilot-cli",
            "gateway.presence.client-id", "copilot-presence");

    private TestConfig() {}

    public static GatewayConfig with(Map<String, String> settings) {
        var all = new HashMap<>(NEEDED);
        all.putAll(settings);
        return of(all);
    }

    public static GatewayConfig of(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
