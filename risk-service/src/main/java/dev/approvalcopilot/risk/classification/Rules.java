package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.risk.RiskConfig;
import dev.approvalcopilot.risk.policy.PolicySet;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the {@link Classifier} from what is loaded. */
@Singleton
class Rules {

    @Produces
    @Singleton
    Classifier classifier(
            @ConfigProperty(name = "copilot.deployment") URI deployment,
            ToolCatalog tools,
            PolicySet policies,
            RiskConfig config) {
        if (!deployment.isAbsolute()) {
            throw new IllegalArgumentException("copilot.deployment must be an absolute URI");
        }
        return new Classifier(deployment, tools, policies, config.expiry());
    }
}
