package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.identity.ApproverClients;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.run.RunLine;
import dev.approvalcopilot.approval.run.RunLines;
import dev.approvalcopilot.contracts.event.RunCancelRequested;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Passes a person's wish that a run stops on to the planner. What waits is withdrawn when the planner says that the run stops, so
 * that the agent hears of it after it was told to stop.
 */
@ApplicationScoped
public class AskToStop {
    private static final Logger LOG = Logger.getLogger(AskToStop.class);

    private final Jdbi jdbi;
    private final ApproverClients clients;
    private final RunQueries queries;
    private final RunLines lines;
    private final InboxFeed feed;
    private final Outbox outbox;

    AskToStop(Jdbi jdbi, ApproverClients clients, RunQueries queries, RunLines lines, InboxFeed feed, Outbox outbox) {
        this.jdbi = jdbi;
        this.clients = clients;
        this.queries = queries;
        this.lines = lines;
        this.feed = feed;
        this.outbox = outbox;
    }

    /** @throws ProblemException {@code not_found}, {@code run_ended}, {@code not_an_approver_client} */
    @Transactional
    public void stop(Caller person, UUID id) {
        clients.require(person);
        lock(person.sub(), id);
        switch (queries.get(person.sub(), id).state()) {
            case STOPPING -> {}
            case COMPLETED, FAILED, CANCELLED ->
                throw new ProblemException(ApprovalProblem.RUN_ENDED, "There is nothing left to stop.");
            case REQUESTED, RUNNING, WAITING -> ask(person.sub(), id);
        }
    }

    /** Against a second request at the same moment. */
    private void lock(String person, UUID id) {
        jdbi.useHandle(
                handle -> handle.createQuery("select id from runs where id = :id and principal = :person for update")
                        .bind("id", id)
                        .bind("person", person)
                        .mapTo(UUID.class)
                        .findOne());
    }

    private void ask(String person, UUID id) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update runs set stop_requested_at = clock_timestamp() where id = :id")
                        .bind("id", id)
                        .execute());
        lines.add(id, RunLine.Kind.STOP_ASKED, "You asked that it stops");
        feed.runMoved(person, id);
        outbox.add(new RunCancelRequested(id, person, jdbi.withHandle(DatabaseClock::now)));
        LOG.infof("event=run_stop_requested run=%s", id);
    }
}
