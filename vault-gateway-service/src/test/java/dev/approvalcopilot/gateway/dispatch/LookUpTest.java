package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.gateway.testing.GrantBuilder;
import dev.approvalcopilot.gateway.testing.ShortPatience;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A call without an answer, by what its manifest says can be done about it. */
@QuarkusTest
class LookUpTest extends GatewayScenario {

    private GrantBuilder aKeyedWrite() {
        return aGrant().calling(
                        ShortPatience.KEYED_TOOL, arguments("octo", "website").put("title", "Once"));
    }

    @Test
    void aDeletionThatHappenedIsFoundByLooking() {
        providers.dropAfterApplying("DELETE", 1);
        var action = deliver(aDeletion());

        var succeeded = awaitEvents(action, "action.dispatching", "action.succeeded");

        assertThat(succeeded.path("result").path("found_by_looking").asBoolean())
                .isTrue();
        assertThat(effects()).containsExactly("delete_repository");
        assertThat(methods()).containsExactly("GET", "DELETE", "GET");
    }

    @Test
    void aDeletionThatDoesNotShowIsUnknownAndNotSentAgain() {
        providers.drop("DELETE", 1);
        var action = deliver(aDeletion());

        var unknown = awaitEvents(action, "action.dispatching", "action.unknown");

        assertThat(unknown.path("detail").asText()).contains("does not show it", "may have happened");
        assertNothingFollows(action);
        assertThat(methods()).containsExactly("GET", "DELETE", "GET");
        assertThat(effects()).isEmpty();
    }

    @Test
    void anEventThatWasCreatedIsFoundByTheIdMadeOfTheActions() {
        providers.dropAfterApplying("POST", 1);
        var action = deliver(anEvent());

        awaitEvents(action, "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_event");
        assertThat(methods()).containsExactly("POST", "GET");
        assertThat(providers.calls().getLast().path("path").asText())
                .endsWith("/" + action.toString().replace("-", ""));
    }

    @Test
    void aLookThatFailsForAMomentIsMadeAgain() {
        providers.dropAfterApplying("POST", 1);
        providers.answer("GET", 502, 2);

        awaitEvents(deliver(anEvent()), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("POST", "GET", "GET", "GET");
    }

    @Test
    void whatCannotBeLookedAtWhileTheGrantLivesIsUnknown() {
        providers.dropAfterApplying("POST", 1);
        providers.answer("GET", 502, 100);
        var grant =
                anEvent().claims(claims -> claims.put("exp", claims.path("iat").asLong() + 5));

        awaitEvents(deliver(grant), "action.dispatching", "action.unknown");

        assertThat(methods())
                .startsWith("POST", "GET")
                .filteredOn("POST"::equals)
                .hasSize(1);
    }

    @Test
    void withItsKeyACallIsSentAgain() {
        providers.drop("POST", 2);

        awaitEvents(deliver(aKeyedWrite()), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("POST", "POST", "POST");
        assertThat(effects()).containsExactly("create_issue");
    }

    @Test
    void evenWithItsKeyACallIsNotSentForEver() {
        providers.drop("POST", 100);
        var action = deliver(aKeyedWrite());

        awaitEvents(action, "action.dispatching", "action.unknown");

        assertThat(methods()).hasSize(5).containsOnly("POST");
    }

    /** Google's front may have sent it on twice: the id is this action's own, so what has it is the event. */
    @Test
    void anIdThatIsTakenIsLookedAt() {
        providers.say("POST", true, 409, Map.of(), Map.of("error", Map.of("message", "duplicate")), 1);

        awaitEvents(deliver(anEvent()), "action.dispatching", "action.succeeded");

        assertThat(effects()).containsExactly("create_event");
        assertThat(methods()).containsExactly("POST", "GET");
    }

    @Test
    void aNoThatProvesNothingIsLookedAtWhereOneCanLook() {
        var archive =
                Json.MAPPER.createObjectNode().put("channel", "C0RANDOM001").put("name", "random");
        providers.slackSays("POST", true, "internal_error", 1);
        var grant = aGrant().calling("slack.archive_channel", archive)
                .of("auth0|ada", auth0.account("ada", "sign-in-with-slack"));

        awaitEvents(deliver(grant), "action.dispatching", "action.succeeded");

        assertThat(methods()).containsExactly("GET", "POST", "GET");
        assertThat(effects()).containsExactly("archive_channel");
    }

    @Test
    void whereOneMayNoLongerLookIsNotToldAsNotThere() {
        providers.dropAfterApplying("POST", 1);
        providers.say("GET", false, 401, Map.of(), Map.of("error", "revoked"), 1);

        var unknown = awaitEvents(deliver(anEvent()), "action.dispatching", "action.unknown");

        assertThat(unknown.path("detail").asText()).contains("one may not look there", "may have happened");
        assertThat(effects()).containsExactly("create_event");
    }
}
