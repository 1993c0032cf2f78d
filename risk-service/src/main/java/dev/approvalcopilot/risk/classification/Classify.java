package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.risk.classification.Classifications.Answer;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The use case, inside the transaction of the event: look up, judge, remember, sign, answer. */
@ApplicationScoped
class Classify {

    private static final Logger LOG = Logger.getLogger(Classify.class);

    private final Classifier classifier;
    private final Signer signer;
    private final Classifications classifications;
    private final Behaviour behaviour;
    private final Outbox outbox;
    private final MeterRegistry meters;

    Classify(
            Classifier classifier,
            Signer signer,
            Classifications classifications,
            Behaviour behaviour,
            Outbox outbox,
            MeterRegistry meters) {
        this.classifier = classifier;
        this.signer = signer;
        this.classifications = classifications;
        this.behaviour = behaviour;
        this.outbox = outbox;
        this.meters = meters;
    }

    /**
     * @param action what the proposal's bytes say
     * @param supersedes the action whose place a person's edit takes; null for what was new when it was asked for
     */
    void classify(ActionProposed proposal, Action action, UUID supersedes) {
        var digest = proposal.action().digest();
        var earlier = classifications.find(digest, proposal.id(), action.id());
        if (earlier.isPresent()) {
            answeredBefore(earlier.get(), digest, proposal.id(), action);
            return;
        }
        if (supersedes != null) {
            // The agent proposed once, whatever a person made of it: the edit is judged as the first one was.
            behaviour.forget(supersedes, action);
        }
        var seen = behaviour.before(action.principal(), action.agent(), action.tool());
        var assessment = classifier.assess(proposal.id(), action, seen.history(), seen.now());
        if (assessment.refusals().isEmpty()) {
            behaviour.remember(action);
        } else {
            var refusal = assessment.refusals().getFirst();
            report(refusal.code(), refusal.text(), proposal.id(), action.principal(), seen.now());
        }
        answer(proposal, digest, assessment, seen.now());
    }

    private void answer(ActionProposed proposal, Digest digest, Assessment assessment, Instant now) {
        var classified = new ActionClassified(
                proposal,
                digest,
                assessment.level(),
                assessment.disposition(),
                assessment.reasons(),
                assessment.impact(),
                assessment.obligations(),
                classifier.policy(),
                signer.sign(digest, assessment, classifier.policy(), now),
                now);
        classifications.add(classified);
        outbox.add(classified);
        assessment.failedPolicies().forEach(this::count);
        meters.counter(
                        "risk.classifications",
                        "level",
                        assessment.level().name(),
                        "disposition",
                        assessment.disposition().name())
                .increment();
        LOG.infof(
                "event=classified action=%s level=%s disposition=%s",
                proposal.id(), assessment.level(), assessment.disposition());
    }

    /** The same bytes have their answer; other bytes under a used id get none: the first ones count. */
    private void answeredBefore(Answer earlier, Digest digest, UUID claimedId, Action action) {
        if (earlier.digest().equals(digest)) {
            LOG.infof("event=classified_before action=%s", claimedId);
            return;
        }
        report(
                "action_id_reused",
                "A second proposal under the id of an earlier one, with other bytes.",
                claimedId,
                action.principal(),
                behaviour
                        .before(action.principal(), action.agent(), action.tool())
                        .now());
    }

    private void report(String code, String detail, UUID subject, String principal, Instant now) {
        outbox.add(new SecurityEvent(Service.RISK, code, detail, subject, principal, now));
        meters.counter("risk.security.events", "code", code).increment();
        LOG.warnf("event=security code=%s subject=%s", code, subject);
    }

    private void count(String policy, dev.approvalcopilot.risk.policy.PolicyFailed.Cause cause) {
        meters.counter("risk.policy.failures", "policy", policy, "cause", cause.name())
                .increment();
        LOG.warnf("event=policy_failed policy=%s cause=%s", policy, cause);
    }
}
