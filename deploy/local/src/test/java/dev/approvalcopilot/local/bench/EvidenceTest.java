package dev.approvalcopilot.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.Providers.Arrival;
import dev.approvalcopilot.local.client.Providers.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EvidenceTest {
    private final Life.Finished one = Lives.finished("sha-256:one", Map.of(Moment.SENT, 100));
    private final Life.Finished other = Lives.finished("sha-256:other", Map.of(Moment.SENT, 110));

    @Test
    void findsTheCallOfEachActionByItsDigest() {
        var lives = Evidence.withArrivals(
                List.of(one, other), List.of(arrival("sha-256:other", 130), arrival("sha-256:one", 150)));

        assertThat(lives)
                .extracting(life -> life.between(Moment.SENT, Moment.ARRIVED).orElseThrow())
                .containsExactly(Duration.ofMillis(50), Duration.ofMillis(20));
    }

    @Test
    void takesTheFirstOfSeveralCalls() {
        var lives =
                Evidence.withArrivals(List.of(one), List.of(arrival("sha-256:one", 190), arrival("sha-256:one", 120)));

        assertThat(lives.getFirst().between(Moment.SENT, Moment.ARRIVED)).contains(Duration.ofMillis(20));
    }

    @Test
    void leavesALifeWithoutACallAsItIs() {
        assertThat(Evidence.withArrivals(List.of(one), List.of(arrival("", 120))))
                .containsExactly(one);
    }

    @Test
    void readsTheServicesClocksFromTheAuditLog() {
        var life = Evidence.withAudit(
                one,
                List.of(entry("run.changed.v1", 5), entry("action.approved.v1", 104), entry("grant.issued.v1", 104)));

        assertThat(life.moments()).isEqualTo(Map.of(Moment.SENT, Lives.at(100), Moment.APPROVED, Lives.at(104)));
    }

    @Test
    void findsNothingWrongWithOneEffectForEachAction() {
        assertThat(Evidence.differences(List.of(one, other), List.of(effect("sha-256:one"), effect("sha-256:other"))))
                .isEmpty();
    }

    @Test
    void findsWhatIsMissingAndWhatHappenedTwice() {
        assertThat(Evidence.differences(List.of(one, other), List.of(effect("sha-256:one"), effect("sha-256:one"))))
                .containsExactly(
                        "finished, and 2 times in the provider's ledger",
                        "finished, and 0 times in the provider's ledger");
    }

    private static Arrival arrival(String digest, int millis) {
        var at = Lives.at(millis);
        return new Arrival(
                1,
                at,
                0,
                "slack",
                "POST",
                "/api/chat.postMessage",
                "post_message",
                "auth0|ada",
                200,
                "answered",
                digest);
    }

    private static Effect effect(String digest) {
        return new Effect(1, Instant.EPOCH, "auth0|ada", "slack", "post_message", "#random", "Posted", digest);
    }

    private static AuditEntry entry(String type, int millis) {
        var at = Lives.at(millis);
        return new AuditEntry(
                1,
                at,
                at.plusMillis(40),
                "dev.approvalcopilot." + type,
                "/approval",
                null,
                null,
                "auth0|ada",
                "planner",
                "slack.post_message",
                "",
                NullNode.getInstance(),
                UUID.randomUUID());
    }
}
