package dev.approvalcopilot.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.SecurityEvent;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.gateway.grant.BelievedGrant;
import dev.approvalcopilot.gateway.grant.GrantRefused;
import dev.approvalcopilot.gateway.grant.GrantVerifier;
import dev.approvalcopilot.gateway.grant.ReceivedGrant;
import dev.approvalcopilot.gateway.grant.RefusalCode;
import dev.approvalcopilot.gateway.ledger.Ledger;
import dev.approvalcopilot.gateway.ledger.Lineage;
import dev.approvalcopilot.support.inbox.EventHandler;
import dev.approvalcopilot.support.inbox.ReceivedEvent;
import dev.approvalcopilot.support.inbox.Unprocessable;
import dev.approvalcopilot.support.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Reads {@code grants.issued.v1}. That a message arrived proves nothing: what counts is the grant's own signature. The data is
 * not read as a contract type, because what does not fit must get its refusal code here instead of a parser's.
 */
@ApplicationScoped
class GrantIntake implements EventHandler {

    private static final Logger LOG = Logger.getLogger(GrantIntake.class);

    private final GrantVerifier verifier;
    private final Ledger ledger;
    private final Lineage lineage;
    private final Outbox outbox;
    private final MeterRegistry meters;

    GrantIntake(GrantVerifier verifier, Ledger ledger, Lineage lineage, Outbox outbox, MeterRegistry meters) {
        this.verifier = verifier;
        this.ledger = ledger;
        this.lineage = lineage;
        this.outbox = outbox;
        this.meters = meters;
    }

    @Override
    public void handle(ReceivedEvent event) {
        if (!EventType.GRANT_ISSUED.type().equals(event.type())) {
            throw new Unprocessable("unknown_type");
        }
        var received = read(event.data());
        try {
            claim(verifier.believe(received, Instant.now()), received, event);
        } catch (GrantRefused refused) {
            report(refused.code(), claimedId(event.key()));
        }
    }

    private static ReceivedGrant read(JsonNode data) {
        var jws = data.path("grant");
        var action = data.path("action");
        if (!jws.isTextual() || !action.isTextual()) {
            throw new Unprocessable("malformed_data");
        }
        return new ReceivedGrant(jws.textValue(), action.textValue());
    }

    private void claim(BelievedGrant grant, ReceivedGrant received, ReceivedEvent event) {
        var claim = ledger.claim(lineage.confirm(), grant, received, event.correlationId());
        LOG.infof("event=grant_received action=%s claim=%s", grant.ref().id(), claim);
        switch (claim) {
            case CLAIMED, REPEATED -> {}
            case ACTION_USED ->
                report(RefusalCode.ACTION_ALREADY_USED, grant.ref().id());
            case GRANT_USED ->
                report(RefusalCode.GRANT_ALREADY_USED, grant.ref().id());
        }
    }

    /** No principal: nothing that came is believed, or it is not about what it says. */
    private void report(RefusalCode code, UUID subject) {
        LOG.warnf("event=grant_not_believed code=%s subject=%s", code.code(), subject);
        meters.counter("gateway.grants.unbelieved", "code", code.code()).increment();
        outbox.add(new SecurityEvent(Service.GATEWAY, code.code(), code.words(), subject, null, Instant.now()));
    }

    /** Only a label, under which people find the event: anybody may have written it. */
    private static UUID claimedId(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return Ids.next();
        }
    }
}
