package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.model.ModelEndpoint;
import dev.approvalcopilot.planner.model.ModelFailure;
import dev.approvalcopilot.planner.proposal.ModelTools;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request to the model, with the lease kept alive meanwhile. Nothing is executed here: calls come back as data. */
@ApplicationScoped
class AskModel {

    private final ModelEndpoint model;
    private final ModelTools tools;
    private final Halts halts;
    private final Leases leases;
    private final PlannerConfig config;
    private final MeterRegistry meters;

    AskModel(
            ModelEndpoint model,
            ModelTools tools,
            Halts halts,
            Leases leases,
            PlannerConfig config,
            MeterRegistry meters) {
        this.model = model;
        this.tools = tools;
        this.halts = halts;
        this.leases = leases;
        this.config = config;
        this.meters = meters;
    }

    /**
     * @param stop completed when this instance shuts down
     * @return the answer; empty when it is not wanted any more (shut down, cancelled, halted, lease lost)
     */
    Optional<AiMessage> ask(Claim claim, List<ChatMessage> conversation, CompletableFuture<Void> stop)
            throws ModelFailure, InterruptedException {
        var offered = tools.offered(halts.active());
        var sample = Timer.start(meters);
        var outcome = "discarded";
        var answer = new FutureTask<>(() -> model.ask(conversation, offered));
        Thread.ofVirtual().name("ask-model-" + claim.run().id()).start(answer);
        try {
            var message = await(answer, claim, stop);
            outcome = message.isPresent() ? "answered" : outcome;
            return message;
        } catch (ModelFailure e) {
            outcome = e.kind().name().toLowerCase(Locale.ROOT);
            throw e;
        } finally {
            answer.cancel(true);
            sample.stop(meters.timer("planner.model.requests", "outcome", outcome));
        }
    }

    private Optional<AiMessage> await(FutureTask<AiMessage> answer, Claim claim, CompletableFuture<Void> stop)
            throws ModelFailure, InterruptedException {
        var deadline = Instant.now().plus(config.modelDeadline());
        while (!stop.isDone()) {
            try {
                return Optional.of(answer.get(config.leaseRenewal().toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw new ModelFailure(
                            ModelFailure.Kind.UNREACHABLE,
                            "planner.model-deadline",
                            "The model gave no answer within "
                                    + config.modelDeadline().toSeconds()
                                    + " seconds. planner.model-deadline says how long it may take.");
                }
                if (!leases.renew(claim)) {
                    return Optional.empty();
                }
            } catch (ExecutionException e) {
                throw asThrown(e.getCause());
            }
        }
        return Optional.empty();
    }

    /** As if it had been thrown in this thread. */
    private static ModelFailure asThrown(Throwable cause) throws ModelFailure {
        switch (cause) {
            case ModelFailure failure -> throw failure;
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException("the model's endpoint threw what it does not declare", cause);
        }
    }
}
