package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.client.AuditEntry;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Product;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jose4j.lang.JoseException;

/** Delivers to the gateway as the broker's owner, and sees what became of it: provider, audit log, ledger, inbox. */
final class AtTheGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Set<State> NOTHING_DONE = EnumSet.of(State.PENDING, State.REJECTED, State.REFUSED);

    private final Product product;

    AtTheGateway(Product product) {
        this.product = product;
    }

    /** With the installation's true key. */
    Forgery forge(Lure lure, String account) throws IOException, JoseException, SQLException {
        return new Forgery(lure, account, epoch(), Grants.trueKey(product.installation()));
    }

    Forgery forge(Lure lure) throws IOException, JoseException, SQLException {
        return forge(lure, Forgery.NO_ACCOUNT);
    }

    /** Of halts, as the gateway counts them now. */
    String epoch() throws SQLException {
        return product.databases()
                .text(Service.GATEWAY, "select epoch from halt_epoch")
                .orElseThrow();
    }

    /** Until the gateway has dealt with it, whatever it made of it. Its offsets lag behind: a second or so. */
    void deliverAndWait(ProducerRecord<String, byte[]> event) {
        product.broker().awaitConsumed(Service.GATEWAY, product.broker().sendAsOwner(event));
    }

    /** A security event, no row in the ledger, no call, and the action waits as before. */
    void doesNotBelieve(Forgery forgery, String code) throws JoseException, SQLException {
        var lure = forgery.lure();
        long callsBefore = product.providers().lastCall();
        long eventsBefore = securityEvents(lure, code);

        product.broker().sendAsOwner(forgery.event());

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(securityEvents(lure, code)).isEqualTo(eventsBefore + 1));
        assertThat(ledger(lure)).isEmpty();
        assertThat(product.providers().callsAfter(callsBefore)).isEmpty();
        assertThat(state(lure)).isEqualTo(State.PENDING);
    }

    /** The action ends REFUSED with this code, in ledger and audit log, without any call and without any token. */
    void refuses(Forgery forgery, String code) throws JoseException, SQLException {
        var lure = forgery.lure();
        long callsBefore = product.providers().lastCall();

        product.broker().sendAsOwner(forgery.event());

        assertThat(ended(lure)).isEqualTo("REFUSED " + code);
        assertThat(product.providers().callsAfter(callsBefore)).isEmpty();
        assertThat(state(lure)).isIn(NOTHING_DONE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(product.as("olga").audit("action=" + lure.id()))
                        .anySatisfy(entry -> {
                            assertThat(entry.kind()).isEqualTo("action.refused");
                            assertThat(entry.data().path("code").asText()).isEqualTo(code);
                        }));
    }

    /** Waits until the ledger's row has its end. @return its state, with a code where it has one */
    String ended(Lure lure) throws SQLException {
        return await().atMost(PATIENCE)
                .pollInterval(SOON)
                .until(
                        () -> ledger(lure),
                        row -> !row.isEmpty() && !row.startsWith("CLAIMED") && !row.startsWith("DISPATCHING"));
    }

    /** State and code of the ledger's row; empty when there is none. */
    String ledger(Lure lure) throws SQLException {
        return product.databases()
                .text(
                        Service.GATEWAY,
                        "select concat_ws(' ', state, code) from ledger where action_id = '" + lure.id() + "'")
                .orElse("");
    }

    long securityEvents(Lure lure, String code) {
        return product.as("olga").audit("action=" + lure.id()).stream()
                .filter(entry -> entry.kind().equals("security"))
                .filter(AtTheGateway::isTheGateways)
                .filter(entry -> entry.data().path("code").asText().equals(code))
                .count();
    }

    private static boolean isTheGateways(AuditEntry entry) {
        return entry.source().equals("/" + Service.GATEWAY.id());
    }

    /** As the person sees it. */
    State state(Lure lure) {
        return product.as(person(lure)).action(lure.id()).state();
    }

    String person(Lure lure) {
        return lure.action().principal().substring("auth0|".length());
    }

    /** The person's own account for the action's connection; where nobody is asked, none. */
    String account(Lure lure) {
        var account = product.as(person(lure)).action(lure.id()).review().account();
        return account == null ? Forgery.NO_ACCOUNT : account.id();
    }
}
