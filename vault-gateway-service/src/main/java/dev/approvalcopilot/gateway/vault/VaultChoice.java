package dev.approvalcopilot.gateway.vault;

import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.support.auth0.TenantClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The way to provider tokens and the client's proof of itself, as configured. What does not fit together stops the start. */
@Singleton
class VaultChoice {

    private final TenantClock clock;

    VaultChoice(TenantClock clock) {
        this.clock = clock;
    }

    @Produces
    @Singleton
    ClientAuthentication authentication(GatewayConfig config) {
        var auth0 = config.auth0();
        if (auth0.privateKeyFile().isPresent() == auth0.clientSecretFile().isPresent()) {
            throw new IllegalStateException(
                    "set exactly one of gateway.auth0.private-key-file and gateway.auth0.client-secret-file");
        }
        return auth0.clientSecretFile()
                .<ClientAuthentication>map(ClientAuthentication.BySecret::read)
                .orElseGet(() -> new ClientAuthentication.ByKey(key(config)));
    }

    @Produces
    @Singleton
    @Startup
    TokenVault tokens(
            GatewayConfig config,
            TokenRequest tokens,
            ConnectedAccounts accounts,
            ManagementCall management,
            MeterRegistry meters) {
        var timer = Timer.builder("gateway.exchange")
                .description("Asking Auth0 for a provider token, with or without one in the end")
                .publishPercentileHistogram()
                .register(meters);
        return switch (config.vault().mode()) {
            case PRIVILEGED_WORKER -> new PrivilegedWorker(tokens, accounts, key(config), timer);
            case MANAGEMENT_API -> new ManagementIdentities(management, timer);
        };
    }

    private ClientKey key(GatewayConfig config) {
        var file = config.auth0()
                .privateKeyFile()
                .orElseThrow(() -> new IllegalStateException(
                        "gateway.vault.mode=PRIVILEGED_WORKER signs for itself: set gateway.auth0.private-key-file"));
        return ClientKey.read(file, config.auth0().clientId(), config.auth0().issuer(), clock);
    }
}
