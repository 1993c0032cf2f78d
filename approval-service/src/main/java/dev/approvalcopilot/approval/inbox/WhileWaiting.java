package dev.approvalcopilot.approval.inbox;

import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.ActionDetail.Waiting;
import dev.approvalcopilot.approval.waiting.Absences;
import dev.approvalcopilot.approval.waiting.Claims;
import dev.approvalcopilot.approval.waiting.Deadline;
import dev.approvalcopilot.approval.waiting.Deadlines;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Collects what surrounds an action while it waits. */
@ApplicationScoped
class WhileWaiting {
    private static final Deadline NONE = new Deadline(null, null, null, null, null, List.of());

    private final Claims claims;
    private final Absences absences;
    private final Deadlines deadlines;

    WhileWaiting(Claims claims, Absences absences, Deadlines deadlines) {
        this.claims = claims;
        this.absences = absences;
        this.deadlines = deadlines;
    }

    /** Null for what does not wait. @param person who looks at it */
    Waiting around(Approval approval, Caller person) {
        if (approval.state() != ApprovalState.PENDING) {
            return null;
        }
        var deadline = deadlines.of(approval.id()).orElse(NONE);
        var claim = claims.of(approval.id());
        return new Waiting(
                claim.orElse(null),
                claim.filter(one -> one.by().equals(person.sub())).isPresent(),
                away(approval, person),
                deadline.remindAt(),
                deadline.remindedAt(),
                deadline.escalateAt(),
                deadline.escalatedAt(),
                deadline.reached(),
                deadline.groups());
    }

    private Waiting.Away away(Approval approval, Caller person) {
        return approval.isOf(person.sub())
                ? null
                : absences.now(approval.action().principal())
                        .map(absence -> new Waiting.Away(absence.until(), absence.note()))
                        .orElse(null);
    }
}
