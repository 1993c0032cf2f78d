package dev.approvalcopilot.risk.classification;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.event.ActionEdited;
import dev.approvalcopilot.contracts.event.ActionProposed;
import dev.approvalcopilot.contracts.event.Event;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.support.inbox.EventHandler;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Takes {@code actions.proposed.v1} and {@code actions.edited.v1}: a person's edit is classified like a proposal. What cannot be read cannot be classified: a security event and a dead letter. */
@ApplicationScoped
class ProposedActions implements EventHandler {

    private static final Logger LOG = Logger.getLogger(ProposedActions.class);

    private final Classify classify;
    private final Outbox outbox;

    ProposedActions(Classify classify, Outbox outbox) {
        this.classify = classify;
        this.outbox = outbox;
    }

    /** It may read halts too, and needs them not. */
    @Override
    public Set<Topic> topics(Service service) {
        return Set.of(Topic.ACTIONS_PROPOSED, Topic.ACTIONS_EDITED);
    }

    @Override
    public void handle(ReceivedEvent received) {
        boolean known = received.type().equals(EventType.ACTION_PROPOSED.type())
                || received.type().equals(EventType.ACTION_EDITED.type());
        if (!known) {
            throw new Unprocessable("unknown_type");
        }
        try {
            classify(received.event());
        } catch (Unprocessable | MalformedJson e) {
            if (!(e instanceof Unprocessable unfit && Unprocessable.isBeyondLimits(unfit.reason()))) {
                report(received);
            }
            throw e instanceof Unprocessable unprocessable ? unprocessable : new Unprocessable("unreadable_action");
        }
    }

    private void classify(Event event) {
        if (event instanceof ActionEdited edited && edited.action() != null) {
            classify.classify(edited.asProposal(), Action.read(edited.action()), edited.supersedes());
        } else if (event instanceof ActionProposed proposal && proposal.action() != null) {
            classify.classify(proposal, Action.read(proposal.action()), null);
        } else {
            throw new Unprocessable("malformed_data");
        }
    }

    /** In a transaction of its own: that of the event is rolled back when it becomes a dead letter. */
    private void report(ReceivedEvent received) {
        var event = new SecurityEvent(
                Service.RISK,
                "unreadable_proposal",
                "A proposal that is no action in canonical form; it was not classified.",
                subject(received.key()),
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        QuarkusTransaction.requiringNew().run(() -> outbox.add(event));
        LOG.warnf("event=security code=%s subject=%s", event.code(), event.subject());
    }

    private static UUID subject(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return Ids.next();
        }
    }
}
