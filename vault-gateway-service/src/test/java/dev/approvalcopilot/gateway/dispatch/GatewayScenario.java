package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.gateway.testing.Auth0;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.GrantBuilder.SigningKey;
import dev.approvalcopilot.gateway.testing.Providers;
import dev.approvalcopilot.gateway.testing.TestKeys;
import dev.approvalcopilot.gateway.testing.Topics;
import dev.approvalcopilot.local.testing.LocalStackResource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Grants through the real broker into the running gateway, with Auth0 and the providers beside it. */
abstract class GatewayScenario {

    static final Duration LONG = Duration.ofSeconds(30);
    /** An epoch that the gateway has not reached. */
    private static final String NO_EPOCH = "1000000";

    @Inject
    ToolCatalog tools;

    @Inject
    Jdbi jdbi;

    Topics topics;
    Providers providers;
    Auth0 auth0;

    @BeforeEach
    void begin() {
        topics = new Topics();
        providers = new Providers();
        auth0 = new Auth0();
        providers.reset();
        auth0.heal();
    }

    @AfterEach
    void end() {
        topics.close();
    }

    static SigningKey approvalKey() {
        return TestKeys.read(LocalStackResource.installation().home().resolve("keys/approval/grant-signing.jwk.json"));
    }

    static SigningKey riskKey() {
        return TestKeys.read(
                LocalStackResource.installation().home().resolve("keys/risk/classification-signing.jwk.json"));
    }

    /** Ada creates an issue. */
    GrantBuilder aGrant() {
        return new GrantBuilder(tools, approvalKey(), riskKey(), Instant.now())
                .of("auth0|ada", auth0.account("ada", "github"))
                .calling("github.create_issue", arguments("octo", "website").put("title", "Broken link"));
    }

    GrantBuilder aRead() {
        return aGrant().calling("github.list_issues", arguments("octo", "website"));
    }

    /** Ada posts a message. */
    GrantBuilder aPost() {
        var post = Json.MAPPER.createObjectNode().put("channel", "#team-web").put("text", "Done.");
        return aGrant().calling("slack.post_message", post).of("auth0|ada", auth0.account("ada", "sign-in-with-slack"));
    }

    static ObjectNode arguments(String owner, String repo) {
        return Json.MAPPER.createObjectNode().put("owner", owner).put("repo", repo);
    }

    UUID deliver(GrantBuilder grant) {
        topics.send(grant.event());
        return grant.id();
    }

    /** Waits for these events about an action and no others; returns the data of the last. */
    JsonNode awaitEvents(UUID action, String... types) {
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(topics.types(Topic.ACTIONS_EXECUTED, action)).containsExactly(types));
        return topics.last(Topic.ACTIONS_EXECUTED, action);
    }

    /** Waits for this code in a security event about an action. */
    void awaitSecurity(UUID action, String code) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(topics.types(Topic.SECURITY_GATEWAY, action)).isNotEmpty();
            assertThat(topics.last(Topic.SECURITY_GATEWAY, action).path("code").asText())
                    .isEqualTo(code);
        });
    }

    /**
     * Nothing more is said about the action, and no further call is made. Another action follows it
     * through the same partition and the ledger, and its refusal, which needs no call, through the outbox.
     */
    void assertNothingFollows(UUID action) {
        int calls = providers.calls().size();
        var types = topics.types(Topic.ACTIONS_EXECUTED, action);

        var following = aRead().claims(claims -> claims.put("epoch", NO_EPOCH));
        topics.sendBehind(action, following.event());
        awaitEvents(following.id(), "action.refused");

        assertThat(providers.calls()).hasSize(calls);
        assertThat(topics.types(Topic.ACTIONS_EXECUTED, action)).isEqualTo(types);
    }

    /** Waits until the gateway has tried an action once more than now. */
    void awaitAnotherAttempt(UUID action) {
        int now = attempts(action);
        await().atMost(LONG).until(() -> attempts(action) > now + 1);
    }

    private int attempts(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("select attempts from ledger where action_id = :id")
                .bind("id", action)
                .mapTo(Integer.class)
                .one());
    }

    List<String> effects() {
        return providers.effects().stream()
                .map(effect -> effect.path("operation").asText())
                .toList();
    }

    /** Methods of the calls that arrived, in order. */
    List<String> methods() {
        return providers.calls().stream()
                .map(call -> call.path("method").asText())
                .toList();
    }

    /** Ada deletes octo/old-site, last pushed to long ago. */
    GrantBuilder aDeletion() {
        return aGrant().deletingARepository().provenBy(nonce -> auth0.presence("ada", nonce));
    }

    /** Ada creates an event. */
    GrantBuilder anEvent() {
        var event = Json.MAPPER
                .createObjectNode()
                .put("title", "Review")
                .put("start", "2026-12-03T09:00:00+01:00")
                .put("end", "2026-12-03T10:00:00+01:00");
        return aGrant().calling("calendar.create_event", event).of("auth0|ada", auth0.account("ada", "google-oauth2"));
    }

    static String metrics() {
        RestAssured.port = LocalStackResource.installation().port(Service.GATEWAY);
        return RestAssured.get("/q/metrics").asString();
    }

    /** Empty when there is no row. */
    String state(UUID action) {
        return jdbi.withHandle(handle -> handle.createQuery("select state from ledger where action_id = :id")
                .bind("id", action)
                .mapTo(String.class)
                .findOne()
                .orElse(""));
    }

    /** What a worker that is gone left behind. */
    enum LeftOver {
        CLAIMED,
        DISPATCHING
    }

    /** @param leaseSeconds until the dead worker's turn is over; negative: since it is over */
    UUID leave(GrantBuilder grant, LeftOver state, int leaseSeconds) {
        boolean sent = state == LeftOver.DISPATCHING;
        var received = grant.build();
        var action = grant.actionBytes();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into ledger (action_id, jti, digest, run, principal, agent, tool, correlation_id, state,
                                            grant_jws, action_bytes, expires_at, lease, lease_until, attempts,
                                            dispatches, deadline)
                        values (:id, :jti, :digest, :run, :principal, 'planner', :tool, 'test-recovery', :state, :jws,
                                :bytes, clock_timestamp() + interval '30 seconds', :lease,
                                clock_timestamp() + :leaseSeconds * interval '1 second', 1, :dispatches,
                                case when :sent then clock_timestamp() end)
                        """)
                .bind("id", grant.id())
                .bind("jti", "left-" + grant.id())
                .bind("digest", action.digest())
                .bind("run", UUID.randomUUID())
                .bind("principal", "auth0|ada")
                .bind("tool", action.tree().path("tool").asText())
                .bind("state", state.name())
                .bind("jws", received.jws())
                .bind("bytes", received.action())
                .bind("lease", UUID.randomUUID())
                .bind("leaseSeconds", leaseSeconds)
                .bind("dispatches", sent ? 1 : 0)
                .bind("sent", sent)
                .execute());
        return grant.id();
    }
}
