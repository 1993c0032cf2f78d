package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.ShortPatience;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole gateway in the mode for tenants without Token Vault (docs/adr/0010), at a stand-in without one. */
@QuarkusTest
@TestProfile(ManagementModeTest.Mode.class)
class ManagementModeTest extends GatewayScenario {

    private static final Pattern PROVIDER_TOKEN = Pattern.compile("ghu_|xoxe\\.|ya29\\.");

    public static final class Mode implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gateway.vault.mode", "MANAGEMENT_API");
        }
    }

    @BeforeEach
    void anOrdinaryTenant() {
        auth0.vault(false);
    }

    @AfterEach
    void theVaultAgain() {
        auth0.vault(true);
        auth0.heal();
    }

    private GrantBuilder bobsIssue() {
        return aGrant().of("auth0|bob", auth0.identity("bob", "github"));
    }

    @Test
    void anApprovedCallRunsWithTheTokenOfTheApprovedIdentity() {
        var grant = bobsIssue();

        deliver(grant);
        var succeeded = awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_issue");
        assertThat(succeeded.path("result").path("title").asText()).isEqualTo("Broken link");
        assertThat(state(grant.id())).isEqualTo("SUCCEEDED");
        assertThat(auth0.exchanges())
                .as("the tenant's log does not learn of the action")
                .doesNotContain(grant.actionBytes().digest().value());
    }

    @Test
    void anAccountThatWasRevokedAtTheProviderSaysToReconnect() {
        providers.say("POST", false, 401, Map.of(), Map.of("message", "Bad credentials"), 1);

        var failed = awaitEvents(deliver(bobsIssue()), "action.dispatching", "action.failed");

        assertThat(failed.path("code").asText()).isEqualTo("provider_401");
        assertThat(failed.path("detail").asText()).contains("Reconnect GitHub at ");
    }

    @Test
    void aConnectionThatReportsNoScopesIsNotRefusedForThem() {
        var message = Json.MAPPER.createObjectNode().put("channel", "#general").put("text", "Hello");
        var grant = aGrant().calling("slack.post_message", message)
                .of("auth0|bob", auth0.identity("bob", "sign-in-with-slack"));

        deliver(grant);
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("post_message");
    }

    @Test
    void aPersonWithoutAnIdentityThereIsToldWhereToConnect() {
        var refused = awaitEvents(deliver(aGrant().of("auth0|carol", "none")), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("not_connected");
        assertThat(refused.path("detail").asText()).contains("Connect GitHub at " + ShortPatience.CONNECT_URL);
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void anotherIdentityThanTheApprovedOneIsRefused() {
        var grant = aGrant().of("auth0|bob", auth0.identity("ada", "github"));

        var refused = awaitEvents(deliver(grant), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("account_ambiguous");
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void tooManyRequestsAreWaitedOut() {
        auth0.answerManagement(429, 2);
        var grant = bobsIssue();

        deliver(grant);
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_issue");
    }

    @Test
    void tooManyRequestsUntilTheGrantIsDeadAreARefusal() {
        auth0.answerManagement(429, 1000);
        var grant = bobsIssue()
                .claims(claims -> claims.put("exp", claims.path("iat").asLong() + 8));

        var refused = awaitEvents(deliver(grant), "action.refused");

        assertThat(refused.path("code").asText()).isEqualTo("auth0_rate_limited");
        assertThat(providers.calls()).isEmpty();
    }

    /** There the tokens lie in the vault, and the identity shows none. */
    @Test
    void aTenantWhoseVaultIsOnGivesNothingInThisMode() {
        auth0.vault(true);
        var search = Json.MAPPER.createObjectNode().put("query", "from:bob");
        var grant = aGrant().calling("gmail.search_messages", search)
                .of("auth0|ada", auth0.identity("ada", "google-oauth2"));

        assertThat(awaitEvents(deliver(grant), "action.refused").path("code").asText())
                .isEqualTo("auth0_denied");
        assertThat(providers.calls()).isEmpty();
    }

    /** An answer of the Management API holds the tokens of all of a person's identities. */
    @Test
    void noTokenLeavesTheMemoryOfTheGateway() throws IOException {
        var grant = bobsIssue();
        deliver(grant);
        awaitEvents(grant.id(), "action.dispatching", "action.succeeded");

        await().untilAsserted(() -> assertThat(Files.readString(ShortPatience.LOG))
                .contains(grant.id().toString())
                .doesNotContainPattern(PROVIDER_TOKEN));
        assertThat(topics.everything()).isNotEmpty().noneMatch(PROVIDER_TOKEN.asPredicate());
        assertThat(topics.types(Topic.ACTIONS_EXECUTED, grant.id())).hasSize(2);
        assertThat(metrics()).doesNotContainPattern(PROVIDER_TOKEN);
    }
}
