package dev.approvalcopilot.approval.absence;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.identity.ApproverClients;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.StorableText;
import dev.approvalcopilot.approval.waiting.Absence;
import dev.approvalcopilot.approval.waiting.Absences;
import dev.approvalcopilot.contracts.event.PersonChanged;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Sets, changes or ends a person's absence. */
@ApplicationScoped
public class Leave {
    private static final Logger LOG = Logger.getLogger(Leave.class);
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Absences absences;
    private final ApproverClients clients;
    private final Jdbi jdbi;
    private final Outbox outbox;

    Leave(Absences absences, ApproverClients clients, Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
        this.absences = absences;
        this.clients = clients;
    }

    /** @throws ProblemException {@code absence_invalid}, {@code not_an_approver_client} */
    @Transactional
    public Absence set(Caller person, Instant from, Instant until, String note) {
        clients.require(person);
        var text = StorableText.of(note.strip());
        if (!from.isBefore(until)
                || !until.isAfter(Instant.now())
                || Duration.between(from, until).compareTo(LONGEST) > 0
                || text.length() > Absence.MAX_NOTE) {
            throw new ProblemException(
                    ApprovalProblem.ABSENCE_INVALID,
                    "It ends in the future, after it began and at most a year later; the note has at most "
                            + Absence.MAX_NOTE + " characters.");
        }
        var absence = new Absence(from, until, text);
        absences.set(person.sub(), absence);
        outbox.add(new PersonChanged.AbsenceSet(person.sub(), from, until, jdbi.withHandle(DatabaseClock::now)));
        LOG.infof("event=absence_set from=%s until=%s", from, until);
        return absence;
    }

    /** Also where there is none. @throws ProblemException {@code not_an_approver_client} */
    @Transactional
    public void end(Caller person) {
        clients.require(person);
        if (absences.clear(person.sub())) {
            outbox.add(new PersonChanged.AbsenceEnded(person.sub(), jdbi.withHandle(DatabaseClock::now)));
            LOG.info("event=absence_ended");
        }
    }
}
