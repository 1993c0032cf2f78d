package dev.approvalcopilot.gateway.wiring;

import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.gateway.GatewayConfig;
import dev.approvalcopilot.gateway.approvers.MountedApprovers;
import dev.approvalcopilot.gateway.grant.ApproverChecks;
import dev.approvalcopilot.gateway.grant.EvidenceChecks;
import dev.approvalcopilot.gateway.grant.GrantVerifier;
import dev.approvalcopilot.gateway.keys.TrustedKeys;
import dev.approvalcopilot.gateway.own.DelegationLookup;
import dev.approvalcopilot.support.auth0.TenantKeys;
import dev.approvalcopilot.support.tool.ToolsFolder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The verifier of this installation, and the tools it knows. */
@Singleton
class Verification {

    @Produces
    @Singleton
    @Startup
    ToolCatalog tools(@ConfigProperty(name = "copilot.tools.dir") Path folder) {
        return ToolsFolder.load(folder);
    }

    @Produces
    @Singleton
    @Startup
    GrantVerifier grantVerifier(
            GatewayConfig config,
            @ConfigProperty(name = "copilot.deployment") URI deployment,
            TrustedKeys keys,
            TenantKeys loginKeys,
            MountedApprovers approvers,
            DelegationLookup delegations,
            ToolCatalog tools) {
        var logins = new LoginVerifier(
                config.auth0().issuer().toString(),
                config.presence().clientId(),
                config.presence().trustedConnections().orElse(Set.of()),
                config.presence().groupsClaim().toString());
        var evidence = new EvidenceChecks(
                logins,
                loginKeys,
                config.evidence().loginFrom(),
                config.presence().quorumWindow());
        return new GrantVerifier(
                new GrantVerifier.Expected(config.grant().issuer(), deployment),
                keys.ofGrants(),
                tools,
                new ClassificationVerifier(config.classification().issuer(), deployment, keys.ofClassifications()),
                new ApproverChecks(evidence, approvers, delegations));
    }
}
