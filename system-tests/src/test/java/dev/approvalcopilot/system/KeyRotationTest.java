package dev.approvalcopilot.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.client.CopilotClient;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Keyring;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.time.Duration;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the runbook says about keys, step by step, on the running product: files are changed, signers restarted. */
@WholeProduct
@Timeout(300)
class KeyRotationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String POST = "slack.post_message";

    private Product product;
    private CopilotClient ada;

    @BeforeEach
    void prepare(Product running) {
        product = running;
        ada = product.as("ada");
    }

    @AfterEach
    void heal() {
        product.auth0().giveTokensAgain();
    }

    @Test
    void aGrantKeyIsRotatedAndNoGrantIsLostOnTheWay() throws Exception {
        var keys = Keyring.ofGrants(product.installation());
        var old = keys.signing();
        var next = Keyring.newKey();

        keys.publish(old, next);
        assertThat(executed(held("Published"))).isEqualTo(State.SUCCEEDED);

        var underWay = claimedAndWaiting("Issued before the switch");
        keys.signWith(next);
        restart(Service.APPROVAL);
        product.auth0().giveTokensAgain();
        assertThat(ended(underWay)).isEqualTo(State.SUCCEEDED);
        assertThat(keyOfGrant(underWay)).isEqualTo(old.getKeyId());

        var afterwards = held("Issued after the switch");
        assertThat(executed(afterwards)).isEqualTo(State.SUCCEEDED);
        assertThat(keyOfGrant(afterwards)).isEqualTo(next.getKeyId());

        keys.publish(next);
        var last = held("The old key is retired");
        var claims = Grants.claims(last, last.level(), classificationOf(last));
        product.broker().send(Grants.event(last, Grants.sign(claims, old)), Service.APPROVAL);
        product.securityEvent(Service.GATEWAY, "unknown_key", last.id());
        assertThat(executed(last)).isEqualTo(State.SUCCEEDED);
        assertThat(product.effectsOf(last)).hasSize(1);
    }

    @Test
    void aGrantKeyTakenOutInAnEmergencyIsDeadAtOnceWithAllThatItSigned() throws Exception {
        var keys = Keyring.ofGrants(product.installation());
        var next = Keyring.newKey();
        var claimed = claimedAndWaiting("Signed with the stolen key");

        keys.publish(next);
        assertThat(ended(claimed)).isEqualTo(State.REFUSED);
        assertThat(ada.action(claimed.id()).outcome().code()).isEqualTo("unknown_key");

        product.auth0().giveTokensAgain();
        var late = held("Signed with the stolen key after it was taken out");
        product.approve(ada, late);
        product.securityEvent(Service.GATEWAY, "unknown_key", late.id());
        assertThat(ledgerRows(late, "true")).isZero();

        keys.signWith(next);
        restart(Service.APPROVAL);
        assertThat(executed(held("Signed with the new key"))).isEqualTo(State.SUCCEEDED);
        assertThat(product.effectsOf(claimed)).isEmpty();
        assertThat(product.effectsOf(late)).isEmpty();
    }

    @Test
    void aClassificationKeyIsRotatedAndWhatTheRetiredOneSignedIsRefused() throws Exception {
        var keys = Keyring.ofClassifications(product.installation());
        var old = keys.signing();
        var next = Keyring.newKey();
        var inTime = held("Classified and approved before the key is retired");
        var tooLate = held("Classified before, approved afterwards");

        keys.publish(old, next);
        keys.signWith(next);
        restart(Service.RISK);
        var afterwards = held("Classified after the switch");
        assertThat(kid(classificationOf(tooLate))).isEqualTo(old.getKeyId());
        assertThat(kid(classificationOf(afterwards))).isEqualTo(next.getKeyId());
        assertThat(executed(afterwards)).isEqualTo(State.SUCCEEDED);
        assertThat(executed(inTime)).isEqualTo(State.SUCCEEDED);

        keys.publish(next);
        assertThat(executed(tooLate)).isEqualTo(State.REFUSED);
        assertThat(ada.action(tooLate.id()).outcome().code()).isEqualTo("classification");
        assertThat(product.effectsOf(tooLate)).isEmpty();
        assertThat(executed(held("Classified with the new key"))).isEqualTo(State.SUCCEEDED);
    }

    private Action held(String words) {
        return product.held(
                ada, ada.startRun("post '" + words + "' to #general").id(), POST);
    }

    /** Approved, believed by the gateway and kept from its token: Auth0 has too many requests. */
    private Action claimedAndWaiting(String words) {
        var action = held(words);
        product.auth0().giveNoTokens();
        product.approve(ada, action);
        await().atMost(PATIENCE).until(() -> ledgerRows(action, "state = 'CLAIMED' and attempts > 0") == 1);
        return action;
    }

    private State executed(Action action) {
        product.approve(ada, action);
        return ended(action);
    }

    private State ended(Action action) {
        return await().atMost(PATIENCE).until(() -> ada.action(action.id()).state(), State::isFinal);
    }

    private void restart(Service service) throws Exception {
        var process = product.stack().service(service);
        process.restart();
        process.waitReady(Duration.ofMinutes(2));
    }

    private long ledgerRows(Action action, String condition) throws Exception {
        return product.databases()
                .count(
                        Service.GATEWAY,
                        "select count(*) from ledger where action_id = '" + action.id() + "' and " + condition);
    }

    private String classificationOf(Action action) throws Exception {
        var event = product.broker().only(Topic.ACTIONS_CLASSIFIED, action.id().toString());
        return Json.MAPPER.readValue(event.value(), ActionClassified.class).classification();
    }

    private String keyOfGrant(Action action) throws Exception {
        var event = product.broker().only(Topic.GRANTS_ISSUED, action.id().toString());
        return kid(Json.MAPPER.readValue(event.value(), GrantIssued.class).grant());
    }

    private static String kid(String jws) throws Exception {
        var parsed = new JsonWebSignature();
        parsed.setCompactSerialization(jws);
        return parsed.getKeyIdHeaderValue();
    }
}
