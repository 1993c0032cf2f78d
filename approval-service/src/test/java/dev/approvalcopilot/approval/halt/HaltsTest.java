package dev.approvalcopilot.approval.halt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Grants;
import dev.approvalcopilot.approval.testing.Halting;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.HaltChanged;
import dev.approvalcopilot.contracts.event.HaltScope;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class HaltsTest {
    private static final Person ADA = Person.ada();
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Halts halts;

    private static UUID held(AnAction action) {
        Topics.send(action.build());
        Topics.await1(action.id(), ActionDecided.Pending.class);
        return action.id();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "all",
                "connection:sign-in-with-slack",
                "tool:slack.post_message",
                "agent:planner",
                "person:auth0|ada"
            })
    void anActionSaysWhatStandsStillOfWhatItNeeds(String scope) {
        var id = held(AnAction.postingAMessage());
        try (var halting = Halting.of(scope)) {
            await().atMost(SOON).until(() -> ADA.sees(id).getString("halted.scope") != null);
            var seen = ADA.sees(id);
            assertThat(seen.getString("halted.scope")).isEqualTo(scope);
            assertThat(seen.getString("halted.reason")).isEqualTo("The bot went mad.");
            assertThat(seen.getString("halted.since")).isNotNull();
            ADA.asks()
                    .get("/api/actions?state=PENDING&run=" + seen.getString("run.id"))
                    .then()
                    .body("actions[0].halted.scope", equalTo(scope));
            halting.resume();
            await().atMost(SOON).until(() -> ADA.sees(id).getString("halted") == null);
        }
    }

    @Test
    void whatNothingStopsSaysNothing() {
        var id = held(AnAction.postingAMessage());
        try (var halting = Halting.of("person:auth0|bob")) {
            await().atMost(SOON)
                    .until(() -> halts.active().all().stream()
                            .anyMatch(halted -> halted.scope().equals("person:auth0|bob")));
            assertThat(ADA.sees(id).getString("halted")).isNull();
            assertThat(halts.concerning("auth0|ada")).isEmpty();
            assertThat(halts.concerning("auth0|bob")).hasSize(1);
            halting.resume();
        }
    }

    @Test
    void decidingStaysPossibleAndTheGrantNamesTheEpoch() {
        var during = held(AnAction.postingAMessage());
        var after = held(AnAction.postingAMessage());
        try (var halting = Halting.of("tool:slack.post_message")) {
            await().atMost(SOON).until(() -> ADA.sees(during).getString("halted.scope") != null);
            var before = halts.epoch();
            ADA.approves(during).then().statusCode(200);
            assertThat(Grants.verified(Topics.await1(during, GrantIssued.class)).epoch())
                    .isEqualTo(before);

            var raised = Long.toString(halting.resume());
            Halting.awaitEpoch(halts::epoch);
            ADA.approves(after).then().statusCode(200);
            assertThat(Grants.verified(Topics.await1(after, GrantIssued.class)).epoch())
                    .isEqualTo(raised)
                    .isNotEqualTo(before);
        }
    }

    @Test
    void anOlderWordOnAScopeIsNotBelievedAndTheEpochNeverFalls() {
        var scope = HaltScope.parse("tool:slack.list_channels");
        var now = Instant.now();
        try (var halting = Halting.of(scope.toString())) {
            halting.resume();
            Halting.awaitEpoch(halts::epoch);
            var epoch = halts.epoch();
            Topics.send(new HaltChanged(scope, true, "Late.", "auth0|olga", 0, now.minusSeconds(60)));
            var marker = HaltScope.parse("tool:marker." + UUID.randomUUID());
            Topics.send(new HaltChanged(marker, true, "Marker.", "auth0|olga", 0, now));
            await().atMost(SOON)
                    .until(() -> halts.active().all().stream()
                            .anyMatch(halted -> halted.scope().equals(marker.toString())));

            assertThat(halts.active().covering("x", "slack.list_channels", "x", "auth0|x"))
                    .isEmpty();
            assertThat(halts.epoch()).isEqualTo(epoch);
            Topics.send(new HaltChanged(marker, false, "Marker.", "auth0|olga", 0, now.plusSeconds(1)));
        }
    }
}
