package dev.approvalcopilot.system.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.Run;
import dev.approvalcopilot.local.client.State;
import java.time.Duration;
import java.util.List;

/** What the audit must hold of an action that a person approved and that was called. */
public final class AuditTrail {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AuditTrail() {}

    /** Nothing is missing and nothing is there twice. */
    public static void assertComplete(CopilotClient client, Run run) {
        for (var step : run.steps()) {
            var end = step.state() == State.UNKNOWN ? "action.unknown" : "action.succeeded";
            var wanted = List.of(
                    "action.proposed",
                    "action.classified",
                    "action.pending",
                    "action.approved",
                    "grant.issued",
                    "action.dispatching",
                    end);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.audit("action=" + step.id()))
                            .extracting(AuditEntry::kind)
                            .containsExactlyInAnyOrderElementsOf(wanted));
        }
    }
}
