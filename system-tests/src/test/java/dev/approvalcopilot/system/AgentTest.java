package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.local.stack.Part;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A model that errs, and a model that is gone. */
@WholeProduct
class AgentTest {

    @Test
    void anUnknownToolIsNeverProposedAndIsASecurityEvent(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("use the unknown tool").id();

        var ended = product.ended(ada, run);
        assertThat(ended.status()).isEqualTo(Run.Status.COMPLETED);
        assertThat(ended.steps()).singleElement().satisfies(step -> {
            assertThat(step.state()).isEqualTo(State.INVALID);
            assertThat(step.tool()).isNull();
        });
        assertThat(ada.actionsOf(run)).isEmpty();
        product.securityEvent(Service.PLANNER, "unknown_tool", run);
    }

    @Test
    void argumentsThatBreakTheSchemaGoBackToTheModelWhichCorrectsThem(Product product) {
        var ada = product.as("ada");
        var run = ada.startRun("break the schema").id();

        var corrected = product.held(ada, run, "github.list_issues");
        assertThat(ada.run(run).steps().getFirst().state()).isEqualTo(State.INVALID);
        assertThat(ada.actionsOf(run)).hasSize(1);
        product.securityEvent(Service.PLANNER, "schema_violation", run);

        product.approve(ada, corrected);
        assertThat(product.ended(ada, run).status()).isEqualTo(Run.Status.COMPLETED);
    }

    @Test
    void aDeadModelEndpointEndsTheRunWithACauseAndLaterRunsWork(Product product) {
        var ada = product.as("ada");
        product.faults(Part.MODEL)
                .order(Map.of(
                        "kind",
                        "ANSWER",
                        "status",
                        503,
                        // Longer than a run waits for its model.
                        "headers",
                        Map.of("Retry-After", "3600"),
                        "body",
                        Map.of("error", Map.of("message", "overloaded")),
                        "times",
                        1000));
        try {
            var failed = product.ended(ada, ada.startRun("list the channels").id());
            assertThat(failed.status()).isEqualTo(Run.Status.FAILED);
            assertThat(failed.failure().code()).isEqualTo("model_unreachable");
            assertThat(failed.steps()).isEmpty();
        } finally {
            product.faults(Part.MODEL).clear();
        }
        var run = ada.startRun("list the channels").id();
        product.approve(ada, product.held(ada, run, "slack.list_channels"));
        assertThat(product.ended(ada, run).status()).isEqualTo(Run.Status.COMPLETED);
    }
}
