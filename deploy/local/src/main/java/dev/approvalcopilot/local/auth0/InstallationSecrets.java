package dev.approvalcopilot.local.auth0;

import java.util.Map;

/**
 * The secrets of the clients of one installation, made when it is set up. They go to the services' configuration as well.
 *
 * @param gatewayKey public RSA key of {@code copilot-vault-gateway} as JWK members, with a {@code kid}
 */
public record InstallationSecrets(
        String page,
        String presence,
        String connect,
        String accountsReader,
        String acmeAgent,
        Map<String, Object> gatewayKey) {
    public InstallationSecrets {
        gatewayKey = Map.copyOf(gatewayKey);
        if (gatewayKey.containsKey("d")) {
            throw new IllegalArgumentException("the gateway's private key stays with the gateway");
        }
    }

    /** Fresh secrets around this public key. */
    public static InstallationSecrets generate(Map<String, Object> gatewayKey) {
        return new InstallationSecrets(
                Secrets.random(32),
                Secrets.random(32),
                Secrets.random(32),
                Secrets.random(32),
                Secrets.random(32),
                gatewayKey);
    }

    /** No secret in a log. */
    @Override
    public String toString() {
        return "InstallationSecrets";
    }
}
