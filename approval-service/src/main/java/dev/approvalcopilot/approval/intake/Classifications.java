package dev.approvalcopilot.approval.intake;

import static dev.approvalcopilot.approval.ApprovalConfig.BEFORE_ANY_WORK;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.contracts.classification.ClassificationRefused;
import dev.approvalcopilot.contracts.classification.ClassificationVerifier;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.support.keys.MountedKeys;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells the risk-service's word from what merely stands on its topic. Without a key the service does not start. */
@Startup(BEFORE_ANY_WORK)
@ApplicationScoped
class Classifications {
    private static final Logger LOG = Logger.getLogger(Classifications.class);

    private final ClassificationVerifier verifier;

    Classifications(ApprovalConfig config, @ConfigProperty(name = "copilot.deployment") URI deployment) {
        var keys = new MountedKeys(config.classification().keysFile(), "approval.classification.keys-file");
        this.verifier = new ClassificationVerifier(config.classification().issuer(), deployment, keys);
    }

    /** Whether the risk-service signed exactly what this event says, about exactly these bytes. */
    boolean areTrue(ActionClassified event) {
        try {
            return verifier.verify(
                            event.classification(), event.proposal().action().digest())
                    .agreeWith(event);
        } catch (ClassificationRefused refused) {
            LOG.warnf(
                    "event=classification_refused action=%s code=%s",
                    event.proposal().id(), refused.code());
            return false;
        }
    }
}
