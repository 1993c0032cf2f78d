package dev.approvalcopilot.planner.turn;

import dev.approvalcopilot.planner.PlannerConfig;
import dev.approvalcopilot.planner.halt.Halts;
import dev.approvalcopilot.planner.model.ModelEndpoint;
import dev.approvalcopilot.planner.model.ModelFailure;
import dev.approvalcopilot.planner.proposal.ModelTools;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The model as it is asked, but for one goal, whose turns overflow the stack. */
@Alternative
@Priority(1)
@Singleton
class BrokenAskModel extends AskModel {

    static final String GOAL = "Overflow the stack.";

    BrokenAskModel(
            ModelEndpoint model,
            ModelTools tools,
            Halts halts,
            Leases leases,
            PlannerConfig config,
            MeterRegistry meters) {
        super(model, tools, halts, leases, config, meters);
    }

    @Override
    Optional<AiMessage> ask(Claim claim, List<ChatMessage> conversation, CompletableFuture<Void> stop)
            throws ModelFailure, InterruptedException {
        return claim.run().goal().equals(GOAL)
                ? Optional.of(AiMessage.from(deeper(0)))
                : super.ask(claim, conversation, stop);
    }

    private static String deeper(int depth) {
        return deeper(depth + 1) + depth;
    }
}
