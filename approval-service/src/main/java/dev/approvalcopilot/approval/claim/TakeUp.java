package dev.approvalcopilot.approval.claim;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.identity.ApproverClients;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.Approval;
import dev.approvalcopilot.approval.inbox.ApprovalQueries;
import dev.approvalcopilot.approval.inbox.ApprovalState;
import dev.approvalcopilot.approval.inbox.Approvals;
import dev.approvalcopilot.approval.waiting.Claim;
import dev.approvalcopilot.approval.waiting.Claims;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Claims an action that waits, or lets it go. Whoever else has it before them is told. */
@ApplicationScoped
public class TakeUp {
    private final Approvals approvals;
    private final Claims claims;
    private final ApproverClients clients;
    private final Jdbi jdbi;
    private final Outbox outbox;

    TakeUp(Approvals approvals, Claims claims, ApproverClients clients, Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.approvals = approvals;
        this.claims = claims;
        this.clients = clients;
    }

    /**
     * @param name as the others know the person
     * @throws ProblemException {@code not_found}, {@code already_decided}, or {@code claimed} while another person has it
     */
    @Transactional
    public Claim claim(Caller person, UUID id, String name) {
        var approval = visible(person, id);
        if (approval.state() != ApprovalState.PENDING) {
            throw new ProblemException(
                    ApprovalProblem.ALREADY_DECIDED,
                    "The action is " + approval.state() + ": there is nothing to look after.",
                    Map.of("state", approval.state()));
        }
        var claim = claims.take(id, person.sub(), name);
        if (!claim.by().equals(person.sub())) {
            throw new ProblemException(
                    ApprovalProblem.CLAIMED,
                    claim.name() + " is looking at it until " + claim.until() + ". You may decide all the same.",
                    Map.of("by", claim.by(), "since", claim.since(), "until", claim.until()));
        }
        approvals.touched(approval);
        outbox.add(new ActionDecided.Claimed(
                approval.ref(), person.sub(), claim.until(), jdbi.withHandle(DatabaseClock::now)));
        return claim;
    }

    /** Also where there is nothing to let go. @throws ProblemException {@code not_found} */
    @Transactional
    public void release(Caller person, UUID id) {
        var approval = visible(person, id);
        if (claims.release(id, person.sub())) {
            approvals.touched(approval);
            outbox.add(new ActionDecided.Released(approval.ref(), person.sub(), jdbi.withHandle(DatabaseClock::now)));
        }
    }

    private Approval visible(Caller person, UUID id) {
        clients.require(person);
        return approvals.lockVisibleTo(person, id).orElseThrow(ApprovalQueries::notFound);
    }
}
