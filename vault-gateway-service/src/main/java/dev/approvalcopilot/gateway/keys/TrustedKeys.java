package dev.approvalcopilot.gateway.keys;

import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.support.keys.MountedKeys;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Whom the gateway believes, from its own mounted files. While one cannot be read, no grant is judged at all. */
@Startup
@Singleton
public class TrustedKeys {

    private final MountedKeys grants;
    private final MountedKeys classifications;

    TrustedKeys(GatewayConfig config) {
        this.grants = new MountedKeys(config.grant().keysFile(), "gateway.grant.keys-file");
        this.classifications = new MountedKeys(config.classification().keysFile(), "gateway.classification.keys-file");
    }

    /** Of the approval-service. */
    public MountedKeys ofGrants() {
        return grants;
    }

    /** Of the risk-service. */
    public MountedKeys ofClassifications() {
        return classifications;
    }
}
