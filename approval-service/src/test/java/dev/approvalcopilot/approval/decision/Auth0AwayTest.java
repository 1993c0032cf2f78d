package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import dev.approvalcopilot.approval.testing.AnAction;
import dev.approvalcopilot.approval.testing.Person;
import dev.approvalcopilot.approval.testing.Reviews;
import dev.approvalcopilot.approval.testing.Topics;
import dev.approvalcopilot.contracts.event.ActionDecided;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls to Auth0 go nowhere, and nobody sweeps up. */
@QuarkusTest
@TestProfile(Auth0AwayTest.Away.class)
class Auth0AwayTest {
    public static final class Away implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.rest-client.auth0.url", "http://127.0.0.1:1/",
                    "approval.expiry.sweep-every", "PT1H");
        }
    }

    private static Map<String, String> decision(UUID id, String word) {
        return Map.of(
                "decision",
                word,
                "digest",
                Person.ada().sees(id).getString("digest"),
                "view",
                Reviews.digest("whatever").value(),
                "reason",
                "because");
    }

    @Test
    void nothingIsDecidedAndTheReasonIsSaid() {
        var action = AnAction.postingAMessage();
        Topics.send(action.build());
        var seen = Person.ada().sees(action.id());

        assertThat(seen.getString("account")).isEqualTo("AUTH0_UNAVAILABLE");
        assertThat(seen.getString("view")).isNull();
        for (var word : new String[] {"approve", "reject"}) {
            Person.ada()
                    .decides(action.id(), decision(action.id(), word), "")
                    .then()
                    .statusCode(503)
                    .body("type", endsWith(":auth0_unavailable"));
        }
        assertThat(Person.ada().sees(action.id()).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void aLateDecisionIsRefusedBeforeAnybodySweeps() {
        var action = AnAction.postingAMessage().expiringAfter(Duration.ofMillis(1));
        Topics.send(action.build());
        var pending = Topics.await1(action.id(), ActionDecided.Pending.class);
        Awaitility.await().until(() -> Instant.now().isAfter(pending.expiresAt()));

        Person.ada()
                .decides(action.id(), decision(action.id(), "approve"), "")
                .then()
                .statusCode(409)
                .body("type", endsWith(":expired"));
        assertThat(Person.ada().sees(action.id()).getString("state")).isEqualTo("PENDING");
    }
}
