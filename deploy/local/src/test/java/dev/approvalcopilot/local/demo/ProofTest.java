package dev.approvalcopilot.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.Providers.Effect;
import dev.approvalcopilot.local.client.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the demo must notice. */
class ProofTest {
    private static final String ADA = "auth0|ada";
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final Action READ = action("github.list_issues", "READ_ONLY", "sha-256:read");
    private static final Action DELETION = action("github.delete_repository", "IRREVERSIBLE", "sha-256:deletion");
    private static final List<Action> APPROVED = List.of(READ, DELETION);

    @Test
    void isSatisfiedWithExactlyTheApprovedEffects() {
        assertThat(Proof.effects(APPROVED, ADA, List.of(effect(DELETION.digest()))))
                .isEmpty();
    }

    @Test
    void noticesAnEffectThatIsMissing() {
        assertThat(Proof.effects(APPROVED, ADA, List.of()))
                .singleElement()
                .asString()
                .contains("0 times");
    }

    @Test
    void noticesAnEffectThatHappenedTwice() {
        var effects = List.of(effect(DELETION.digest()), effect(DELETION.digest()));
        assertThat(Proof.effects(APPROVED, ADA, effects))
                .singleElement()
                .asString()
                .contains("2 times");
    }

    @Test
    void noticesAnEffectThatNobodyApproved() {
        var effects = List.of(effect(DELETION.digest()), effect("sha-256:other"));
        assertThat(Proof.effects(APPROVED, ADA, effects))
                .singleElement()
                .asString()
                .startsWith("nobody approved");
    }

    @Test
    void noticesAnEffectInSomebodyElsesName() {
        assertThat(Proof.effects(APPROVED, "auth0|bob", List.of(effect(DELETION.digest()))))
                .singleElement()
                .asString()
                .contains("approved by auth0|bob", "auth0|ada did");
    }

    @Test
    void noticesAnEntryThatIsMissingAndOneThatIsThereTwice() {
        var seen = new Seen();
        seen.approved.put(DELETION.id(), DELETION);
        var entries = new ArrayList<>(wholeTimeline());
        assertThat(Proof.timeline(seen, entries)).isEmpty();

        entries.removeIf(entry -> entry.kind().equals("grant.issued"));
        entries.add(entry("action.approved", DELETION.id(), "{}"));
        assertThat(Proof.timeline(seen, entries))
                .anyMatch(difference -> difference.contains("grant.issued 0 times"))
                .anyMatch(difference -> difference.contains("action.approved 2 times"))
                .hasSize(2);
    }

    private static List<AuditEntry> wholeTimeline() {
        var ofTheAction = Stream.of(
                        "action.proposed",
                        "action.classified",
                        "action.pending",
                        "action.approved",
                        "grant.issued",
                        "action.dispatching",
                        "action.succeeded")
                .map(kind -> entry(kind, DELETION.id(), "{}"));
        var ofTheRun = Stream.of("STARTED", "ENDED")
                .map(change -> entry("run.changed", null, "{\"change\":\"" + change + "\"}"));
        return Stream.concat(ofTheAction, ofTheRun).toList();
    }

    private static Effect effect(String digest) {
        return new Effect(1, NOW, ADA, "github", "delete_repository", "octo/old-site", "Deleted it", digest);
    }

    private static AuditEntry entry(String kind, UUID action, String data) {
        return new AuditEntry(
                1,
                NOW,
                NOW,
                "dev.approvalcopilot." + kind + ".v1",
                "/gateway",
                action,
                null,
                ADA,
                "planner",
                null,
                "",
                tree(data),
                Ids.next());
    }

    private static Action action(String tool, String reversibility, String digest) {
        return new Action(
                Ids.next(),
                State.SUCCEEDED,
                "Do " + tool,
                tool,
                RiskLevel.LOW,
                tree("{\"tool\":\"" + tool + "\"}"),
                digest,
                null,
                null,
                null,
                null,
                null,
                null,
                reversibility,
                null,
                false,
                null,
                null,
                NOW,
                NOW,
                null,
                null,
                null,
                null);
    }

    private static JsonNode tree(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
