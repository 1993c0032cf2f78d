package dev.approvalcopilot.risk.policy;

import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.risk.RiskConfig;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Loads the policies at start; a bad file or a failing case ends it. */
@Singleton
class Policies {

    private static final Logger LOG = Logger.getLogger(Policies.class);

    @Startup
    @Produces
    @Singleton
    PolicySet policies(RiskConfig config, ToolCatalog tools) {
        var limits = new Limits(config.policies().maxSteps(), config.policies().timeout());
        try {
            var policies = PolicyFolder.load(config.policies().dir(), tools, limits);
            LOG.infof("event=policies_loaded count=%d digest=%s", policies.all().size(), policies.digest());
            return policies;
        } catch (BadPolicy e) {
            // Said once more in one line: the framework's own report buries it in stack traces.
            LOG.fatalf("event=start_refused reason=%s", e.getMessage());
            throw e;
        }
    }
}
