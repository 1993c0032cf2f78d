package dev.approvalcopilot.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.gateway.testing.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes twice, and what was never granted. */
@QuarkusTest
class SingleUseTest extends GatewayScenario {

    private static final String[] ONCE = {"action.dispatching", "action.succeeded"};

    @Test
    void aSecondDeliveryOfTheEventChangesNothing() {
        var issued = aGrant().event();
        var event = topics.send(issued);
        awaitEvents(issued.id(), ONCE);

        topics.send(issued, event);

        assertNothingFollows(issued.id());
        assertThat(effects()).hasSize(1);
        assertThat(topics.types(Topic.SECURITY_GATEWAY, issued.id())).isEmpty();
    }

    @Test
    void theSameGrantInAHundredNewEventsChangesNothing() {
        var issued = aGrant().event();

        IntStream.range(0, 100).forEach(_ -> topics.send(issued));

        awaitEvents(issued.id(), ONCE);
        assertNothingFollows(issued.id());
        assertThat(effects()).hasSize(1);
    }

    @Test
    void seventeenTextsOfOneGrantHappenOnce() {
        var issued = aGrant().event();
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var body = issued.grant().substring(0, issued.grant().length() - 1);
        int last = alphabet.indexOf(issued.grant().charAt(issued.grant().length() - 1));

        IntStream.range(0, 16)
                .mapToObj(low -> body + alphabet.charAt(last & ~15 | low))
                .forEach(text -> topics.send(new GrantIssued(issued.id(), text, issued.action())));
        topics.send(new GrantIssued(issued.id(), issued.grant() + "=", issued.action()));

        awaitEvents(issued.id(), ONCE);
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(topics.types(Topic.SECURITY_GATEWAY, issued.id()))
                        .hasSize(16));
        assertThat(effects()).hasSize(1);
    }

    @Test
    void aSecondGrantForTheSameActionIsReportedAndChangesNothing() {
        var grant = aGrant();
        var action = deliver(grant);
        awaitEvents(action, ONCE);

        deliver(grant.jti("BBBBBBBBBBBBBBBBBBBBBB"));

        awaitSecurity(action, "action_already_used");
        assertThat(topics.types(Topic.ACTIONS_EXECUTED, action)).containsExactly(ONCE);
        assertThat(effects()).hasSize(1);
    }

    @Test
    void oneGrantIdentifierForTwoActionsIsReportedAndRunsOnce() {
        var jti = aGrant().id().toString().replace("-", "").substring(0, 22);
        awaitEvents(deliver(aGrant().jti(jti)), ONCE);

        var second = deliver(aGrant().jti(jti));

        awaitSecurity(second, "grant_already_used");
        assertThat(state(second)).isEmpty();
        assertThat(effects()).hasSize(1);
    }

    @Test
    void aForgedGrantIsASecurityEventAndNothingElse() {
        var forged = deliver(aGrant().signedBy(TestKeys.ed25519(approvalKey().kid())));

        awaitSecurity(forged, "signature");

        assertThat(state(forged)).isEmpty();
        assertThat(topics.types(Topic.ACTIONS_EXECUTED, forged)).isEmpty();
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void aForgeryBesideATrueGrantDoesNotKeepItFromRunning() {
        var grant = aGrant();
        topics.send(new GrantIssued(grant.id(), "not.a.grant", grant.actionBytes()));

        awaitEvents(deliver(grant), ONCE);

        awaitSecurity(grant.id(), "malformed");
        assertThat(effects()).hasSize(1);
    }

    @Test
    void otherBytesThanTheGrantedOnesAreASecurityEventAndNothingElse() {
        var granted = aGrant();
        var other = aGrant().calling(
                        "github.create_issue", arguments("octo", "website").put("title", "Another"));

        topics.send(new GrantIssued(granted.id(), granted.event().grant(), other.actionBytes()));

        awaitSecurity(granted.id(), "digest");
        assertThat(state(granted.id())).isEmpty();
        assertThat(providers.calls()).isEmpty();
    }

    @Test
    void anUnreadableEventIsADeadLetterAndTheNextOneIsRead() {
        var grant = aGrant();
        topics.send(grant.id().toString(), "{\"grant\":7}".getBytes(StandardCharsets.UTF_8), Ids.next());

        awaitEvents(deliver(grant), ONCE);

        assertThat(topics.everything())
                .anySatisfy(record -> assertThat(record)
                        .startsWith(Topic.DEAD_LETTERS_GATEWAY.topicName())
                        .contains("malformed_data"));
    }
}
