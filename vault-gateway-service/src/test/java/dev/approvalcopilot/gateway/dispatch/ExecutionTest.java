package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.testing.ShortPatience;
import dev.approvalcopilot.local.testing.LocalStackResource;
import dev.approvalcopilot.local.testing.NewPeople;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ExecutionTest extends GatewayScenario {

    @Test
    void anApprovedCallHappensOnceAndIsReported() {
        var grant = aGrant();

        deliver(grant);
        var succeeded = awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_issue");
        assertThat(providers.effects().getFirst().path("auditContext").asText())
                .isEqualTo(grant.actionBytes().digest().value());
        assertThat(succeeded.path("result").path("title").asText()).isEqualTo("Broken link");
        assertThat(succeeded.path("action").path("digest").asText())
                .isEqualTo(grant.actionBytes().digest().value());
        assertThat(state(grant.id())).isEqualTo("SUCCEEDED");
    }

    @Test
    void theOutcomeCarriesTheCorrelationOfItsGrant() {
        var grant = aRead();

        var event = topics.send(grant.event());
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(topics.lastHeader(Topic.ACTIONS_EXECUTED, grant.id(), "ce_correlationid"))
                .isEqualTo("test-" + event);
    }

    @Test
    void aCriticalCallRunsWithALoginBoundToIt() {
        var grant = aGrant().deletingARepository().provenBy(nonce -> auth0.presence("ada", nonce));

        deliver(grant);
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("delete_repository");
    }

    @Test
    void aCriticalCallWithoutALoginIsRefused() {
        var action = deliver(aGrant().deletingARepository());

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("presence_missing");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aLoginForAnotherActionIsWorthless() {
        var action = deliver(
                aGrant().deletingARepository().provenBy(_ -> auth0.presence("ada", "the-nonce-of-another-action")));

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("presence");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void anotherPersonsLoginIsWorthless() {
        var action = deliver(aGrant().deletingARepository().provenBy(nonce -> auth0.presence("bob", nonce)));

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("presence");
    }

    @Test
    void whoTheTenantListsInAnAllowedGroupIsASecondApprover() {
        var grant = aGrant().deletingARepository()
                .classification(claims -> {
                    var obligations = ((ObjectNode) claims.path("obligations")).put("quorum", 2);
                    obligations.putArray("groups").add("security");
                })
                .provenBy(nonce -> auth0.presence("ada", nonce))
                .alsoApprovedBy("auth0|bob", 2, nonce -> auth0.presence("bob", nonce));

        deliver(grant);
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("delete_repository");
    }

    /** Through broker and ledger: 500 groups are 20 KB in each of four ID tokens. */
    @Test
    void fourApproversInManyGroupsAreTaken() {
        var grant = aGrant().deletingARepository()
                .classification(claims -> {
                    var obligations = ((ObjectNode) claims.path("obligations")).put("quorum", 4);
                    obligations.putArray("groups").add("security");
                })
                .withoutThePrincipal();
        for (var name : List.of("one", "two", "three", "four")) {
            var sub = "waad|in many groups " + name;
            NewPeople.add(LocalStackResource.installation().issuer(), sub, NewPeople.groups(500, "security"));
            grant.alsoApprovedBy(sub, 2, nonce -> auth0.presence(NewPeople.credentials(sub), nonce));
        }

        deliver(grant);
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("delete_repository");
    }

    @Test
    void whoTheTenantListsInNoAllowedGroupIsNone() {
        var action = deliver(aGrant().deletingARepository()
                .provenBy(nonce -> auth0.presence("ada", nonce))
                .alsoApprovedBy("auth0|carol", 2, nonce -> auth0.presence("carol", nonce)));

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("approver_not_eligible");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aTrueGrantThatCallsACriticalToolLowIsRefused() {
        var action = deliver(
                aGrant().deletingARepository().at(RiskLevel.LOW).provenBy(nonce -> auth0.presence("ada", nonce)));

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("level_too_low");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aTrueGrantBelowItsClassificationIsRefused() {
        var action = deliver(aGrant().classification(claims -> claims.put("level", "HIGH")));

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("level_too_low");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aTrueGrantThatCarriesTheApprovalServicesOwnClassificationIsRefused() {
        var action = deliver(aGrant().classifiedBy(approvalKey()));

        assertThat(awaitEvents(action, "action.refused").path("code").asText()).isEqualTo("classification");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aPersonWithoutAnAccountIsToldWhereToConnect() {
        var action = deliver(aGrant().of("auth0|carol", "cac_none"));

        var refused = awaitEvents(action, "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("not_connected");
        assertThat(refused.path("detail").asText()).contains("Connect GitHub at " + ShortPatience.CONNECT_URL);
    }

    @Test
    void anotherAccountThanTheApprovedOneIsRefusedBeforeAnyTokenIsAskedFor() {
        var grant = aGrant().of("auth0|bob", auth0.account("ada", "github"));

        var refused = awaitEvents(deliver(grant), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("account_ambiguous");
        assertThat(auth0.exchanges())
                .doesNotContain(grant.actionBytes().digest().value());
    }

    @Test
    void auth0sOwnLogNamesTheAction() {
        var grant = aRead();

        awaitEvents(deliver(grant), "action.dispatching", "action.succeeded");

        assertThat(auth0.exchanges()).contains(grant.actionBytes().digest().value());
    }

    @Test
    void argumentsThatWouldChangeTheRequestAreRefusedBeforeAnyTokenIsAskedFor() {
        var mail = Json.MAPPER
                .createObjectNode()
                .put("to", "bob@acme.test")
                .put("subject", "a\tb")
                .put("text", "t");
        var grant = aGrant().calling("gmail.send_message", mail).of("auth0|ada", auth0.account("ada", "google-oauth2"));

        assertThat(awaitEvents(deliver(grant), "action.refused").path("code").asText())
                .isEqualTo("arguments");
        assertThat(auth0.exchanges())
                .doesNotContain(grant.actionBytes().digest().value());
    }

    @Test
    void aGrantThatCameTooLateEndsItsActionRefused() {
        // The ledger is older than this grant, so it knows that nothing was done for it.
        jdbi.useHandle(
                handle -> handle.execute("update ledger_lineage set grants_from = grants_from - interval '1 hour'"));
        var grant = aRead().claims(claims -> {
            for (var name : new String[] {"iat", "nbf", "exp"}) {
                claims.put(name, claims.path(name).asLong() - 70);
            }
        });

        assertThat(awaitEvents(deliver(grant), "action.refused").path("code").asText())
                .isEqualTo("expired");
    }

    @Test
    void theProvidersNoIsAFailureWithItsWord() {
        var action = deliver(aGrant().calling("github.list_issues", arguments("octo", "nowhere")));

        assertThat(awaitEvents(action, "action.dispatching", "action.failed")
                        .path("code")
                        .asText())
                .isEqualTo("404 Not Found");
    }

    @Test
    void aNoInsideA200IsAFailureWithItsWord() {
        var message = Json.MAPPER.createObjectNode().put("channel", "#nowhere").put("text", "Hello");
        var action = deliver(aGrant().calling("slack.post_message", message)
                .of("auth0|ada", auth0.account("ada", "sign-in-with-slack")));

        assertThat(awaitEvents(action, "action.dispatching", "action.failed")
                        .path("code")
                        .asText())
                .isEqualTo("channel_not_found");
    }

    @Test
    void aMailIsSentAsItWasApproved() {
        var mail = Json.MAPPER
                .createObjectNode()
                .put("to", "bob@acme.test")
                .put("subject", "Grüße")
                .put("text", "It goes on Friday.");
        var action = deliver(
                aGrant().calling("gmail.send_message", mail).of("auth0|ada", auth0.account("ada", "google-oauth2")));

        awaitEvents(action, "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("send_message");
        assertThat(providers.effects().getFirst().toString()).contains("bob@acme.test");
    }

    @Test
    void whatTheTokenCouldDoBeyondIsRecorded() {
        var search = Json.MAPPER.createObjectNode().put("query", "from:bob");
        var action = deliver(aGrant().calling("gmail.search_messages", search)
                .of("auth0|ada", auth0.account("ada", "google-oauth2")));

        awaitEvents(action, "action.dispatching", "action.succeeded");

        var beyond =
                jdbi.withHandle(handle -> handle.createQuery("select scopes_beyond from ledger where action_id = :id")
                        .bind("id", action)
                        .mapTo(String.class)
                        .one());
        assertThat(beyond)
                .isEqualTo("https://www.googleapis.com/auth/calendar.events"
                        + " https://www.googleapis.com/auth/calendar.events.readonly"
                        + " https://www.googleapis.com/auth/gmail.send");
    }

    @Test
    void manyAtOnceEachHappenOnce() {
        var grants = IntStream.range(0, 30).mapToObj(_ -> aGrant()).toList();

        grants.forEach(this::deliver);

        await().atMost(LONG).untilAsserted(() -> assertThat(effects()).hasSize(30));
        assertThat(providers.effects().stream()
                        .map(effect -> effect.path("auditContext").asText()))
                .containsExactlyInAnyOrderElementsOf(grants.stream()
                        .map(grant -> grant.actionBytes().digest().value())
                        .toList());
    }
}
