package dev.approvalcopilot.approval.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.List;
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

    private static UUID held() {
        var action = AnAction.postingAMessage();
        Topics.send(action.build());
        Person.ada().sees(action.id());
        return action.id();
    }

    @Test
    void nothingIsApprovedAndTheReasonIsSaid() {
        var id = held();
        var seen = Person.ada().sees(id);

        assertThat(seen.getString("account")).isEqualTo("AUTH0_UNAVAILABLE");
        assertThat(seen.getString("view")).isNull();
        Person.ada()
                .decides(id, decision(id, "approve"), "")
                .then()
                .statusCode(503)
                .body("type", endsWith(":auth0_unavailable"));
        assertThat(Person.ada().sees(id).getString("state")).isEqualTo("PENDING");
    }

    @Test
    void aNoNeedsNoAccount() {
        var rejected = held();
        var answered = held();
        var no = Map.of("decision", "reject", "digest", digest(rejected), "reason", "Not today");
        var answer = Map.of("decision", "answer", "digest", digest(answered), "text", "Use #builds.");

        Person.ada().decides(rejected, no, "").then().statusCode(200).body("state", equalTo("REJECTED"));
        Person.ada().decides(answered, answer, "").then().statusCode(200).body("state", equalTo("REJECTED"));
        assertThat(Topics.await1(answered, ActionDecided.Rejected.class).answer())
                .isEqualTo("Use #builds.");
    }

    @Test
    void aNoStillNamesTheBytesThatItIsAbout() {
        var id = held();
        var other =
                Map.of("decision", "reject", "digest", Reviews.digest("other").value(), "reason", "Not this");

        Person.ada().decides(id, other, "").then().statusCode(409).body("type", endsWith(":stale_view"));
    }

    @Test
    void ofABatchTheRejectionsAreTaken() {
        var rejected = held();
        var approved = held();
        var items = List.of(
                Map.of("id", rejected, "decision", "reject", "digest", digest(rejected), "reason", "Not today"),
                Map.of(
                        "id",
                        approved,
                        "decision",
                        "approve",
                        "digest",
                        digest(approved),
                        "view",
                        Reviews.digest("whatever").value()));

        Person.ada()
                .asks()
                .contentType("application/json")
                .body(Map.of("decisions", items))
                .post("/api/actions/decisions")
                .then()
                .statusCode(200)
                .body("results.status", contains(200, 503));
    }

    private static String digest(UUID id) {
        return Person.ada().sees(id).getString("digest");
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
