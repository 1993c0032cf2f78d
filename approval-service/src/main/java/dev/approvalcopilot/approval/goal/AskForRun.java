package dev.approvalcopilot.approval.goal;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalProblem;
import dev.approvalcopilot.approval.DatabaseClock;
import dev.approvalcopilot.approval.identity.ApproverClients;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.inbox.InboxFeed;
import dev.approvalcopilot.approval.run.RunLine;
import dev.approvalcopilot.approval.run.RunLines;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.RunRequested;
import dev.approvalcopilot.contracts.event.Whereabouts;
import dev.approvalcopilot.support.outbox.Outbox;
import dev.approvalcopilot.support.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Passes a person's goal on to the planner, under an id that stands from now on. */
@ApplicationScoped
public class AskForRun {
    private static final Logger LOG = Logger.getLogger(AskForRun.class);

    private final Jdbi jdbi;
    private final ApproverClients clients;
    private final RunLines lines;
    private final InboxFeed feed;
    private final Outbox outbox;
    private final ApprovalConfig config;

    AskForRun(
            Jdbi jdbi, ApproverClients clients, RunLines lines, InboxFeed feed, Outbox outbox, ApprovalConfig config) {
        this.jdbi = jdbi;
        this.clients = clients;
        this.lines = lines;
        this.feed = feed;
        this.outbox = outbox;
        this.config = config;
    }

    /** What came first under a key. */
    public record First(UUID id, String goal) {}

    /**
     * @param whereabouts in which the goal's times are meant
     * @param key the same goal under the same key is the same run; empty for none
     * @return the run's id
     * @throws ProblemException {@code too_many_runs}, {@code idempotency_key_reused}, {@code not_an_approver_client}
     */
    @Transactional
    public UUID ask(Caller person, Goal goal, Whereabouts whereabouts, String key) {
        clients.require(person);
        var id = Ids.next();
        var owned = key.isEmpty() ? null : person.client() + " " + key;
        if (!insert(id, person.sub(), goal, owned)) {
            return sameAsBefore(person.sub(), goal, owned);
        }
        checkOpenRuns(person.sub());
        lines.add(id, RunLine.Kind.ASKED, "You gave this goal");
        feed.runMoved(person.sub(), id);
        var now = jdbi.withHandle(DatabaseClock::now);
        outbox.add(new RunRequested(
                id, person.sub(), RunRequested.AGENT, goal.text(), whereabouts.timeZone(), whereabouts.locale(), now));
        LOG.infof("event=run_requested run=%s", id);
        return id;
    }

    /** Of two requests with the same key at once, the second waits here for the first. */
    private boolean insert(UUID id, String person, Goal goal, String key) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                insert into runs (id, principal, agent, goal, requested_at, request_key)
                                values (:id, :person, :agent, :goal, clock_timestamp(), :key)
                                on conflict (principal, request_key) where request_key is not null do nothing""")
                        .bind("id", id)
                        .bind("person", person)
                        .bind("agent", RunRequested.AGENT)
                        .bind("goal", goal.text())
                        .bind("key", key)
                        .execute())
                == 1;
    }

    private UUID sameAsBefore(String person, Goal goal, String key) {
        var first = jdbi.withHandle(handle -> handle.createQuery(
                        "select id, goal from runs where principal = :person and request_key = :key")
                .bind("person", person)
                .bind("key", key)
                .map(ConstructorMapper.of(First.class))
                .one());
        if (!first.goal().equals(goal.text())) {
            throw new ProblemException(
                    ApprovalProblem.IDEMPOTENCY_KEY_REUSED, "This key began a run with another goal. Use a new key.");
        }
        return first.id();
    }

    private void checkOpenRuns(String person) {
        int open = jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from runs where principal = :person and goal is not null and ended is null""")
                .bind("person", person)
                .mapTo(Integer.class)
                .one());
        int allowed = config.runs().maxOpen();
        if (open > allowed) {
            throw new ProblemException(
                    ApprovalProblem.TOO_MANY_RUNS,
                    "At most " + allowed + " runs of a person may be open. Wait for one, or stop one.");
        }
    }
}
