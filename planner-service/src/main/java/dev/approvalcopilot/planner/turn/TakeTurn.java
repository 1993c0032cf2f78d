package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.conversation.Conversation;
import dev.approvalcopilot.planner.conversation.Surroundings;
import dev.approvalcopilot.planner.model.ModelFailure;
import dev.approvalcopilot.planner.run.FailureCode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** One turn of one run, from the claim to the commit. */
@ApplicationScoped
class TakeTurn {

    private static final Logger LOG = Logger.getLogger(TakeTurn.class);

    private final Conversation conversation;
    private final Surroundings surroundings;
    private final AskModel askModel;
    private final CommitTurn commitTurn;
    private final FailTurn failTurn;
    private final Leases leases;
    private final PlannerConfig config;
    private final MeterRegistry meters;

    TakeTurn(
            Conversation conversation,
            Surroundings surroundings,
            AskModel askModel,
            CommitTurn commitTurn,
            FailTurn failTurn,
            Leases leases,
            PlannerConfig config,
            MeterRegistry meters) {
        this.conversation = conversation;
        this.surroundings = surroundings;
        this.askModel = askModel;
        this.commitTurn = commitTurn;
        this.failTurn = failTurn;
        this.leases = leases;
        this.config = config;
        this.meters = meters;
    }

    void take(Claim claim, CompletableFuture<Void> stop) {
        try {
            if (claim.run().turn() >= config.maxTurns()) {
                failTurn.forGood(claim, FailureCode.TOO_MANY_TURNS);
                done(claim, "too_many_turns");
            } else {
                askAndCommit(claim, stop);
            }
        } catch (ModelFailure e) {
            modelFailed(claim, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "event=turn_broken run=%s turn=%d",
                    claim.run().id(),
                    claim.run().turn() + 1);
            broken(claim);
        } catch (OutOfMemoryError e) {
            // Nobody can say what else is broken: the process ends, and another one takes the turn again.
            throw e;
        } catch (Error e) {
            // Without its stack, which has a thousand frames when it overflowed.
            LOG.errorf(
                    "event=turn_broken run=%s turn=%d cause=%s at=%s",
                    claim.run().id(),
                    claim.run().turn() + 1,
                    e.getClass().getSimpleName(),
                    e.getStackTrace().length == 0 ? "unknown" : e.getStackTrace()[0]);
            broken(claim);
        }
    }

    private void broken(Claim claim) {
        failTurn.broken(claim);
        done(claim, "broken");
    }

    private void askAndCommit(Claim claim, CompletableFuture<Void> stop) throws ModelFailure, InterruptedException {
        var run = claim.run();
        var answer = askModel.ask(claim, surroundings.tell(run, conversation.of(run.id())), stop);
        if (answer.isPresent()) {
            var committed = commitTurn.commit(claim, answer.get());
            if (committed == CommitTurn.Committed.HALTED) {
                leases.release(claim);
            }
            done(claim, committed.name().toLowerCase(Locale.ROOT));
        } else {
            leases.release(claim);
            done(claim, "given_back");
        }
    }

    private void modelFailed(Claim claim, ModelFailure failure) {
        LOG.warnf(
                "event=model_failed run=%s turn=%d attempt=%d kind=%s cause=%s",
                claim.run().id(),
                claim.run().turn() + 1,
                claim.run().modelAttempts() + 1,
                failure.kind(),
                failure.getMessage());
        failTurn.unanswered(claim, failure);
        done(claim, "model_failed");
    }

    private void done(Claim claim, String outcome) {
        meters.counter("planner.turns", "outcome", outcome).increment();
        LOG.infof(
                "event=turn_done run=%s turn=%d outcome=%s",
                claim.run().id(), claim.run().turn() + 1, outcome);
    }
}
