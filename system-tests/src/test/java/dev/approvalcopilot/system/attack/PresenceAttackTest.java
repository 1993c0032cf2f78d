package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.presence.PresenceNonce;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A broken-into approval-service wants a repository deleted: it has the grant key and the presence client's secret, and
 * people who log in for all kinds of reasons. The gateway asks Auth0's signature for exactly this.
 */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class PresenceAttackTest {
    private Product product;
    private AtTheGateway gateway;
    private HostilePlanner planner;
    private String epoch;

    private record Row(String attack, Login login) {
        @Override
        public String toString() {
            return attack;
        }
    }

    /** Makes what is passed off as evidence for a deletion. */
    @FunctionalInterface
    private interface Login {
        String idToken(Lure deletion) throws Exception;
    }

    @BeforeAll
    void prepare(Product product) throws Exception {
        this.product = product;
        this.gateway = new AtTheGateway(product);
        this.planner = new HostilePlanner(product, "intruder");
        this.epoch = gateway.epoch();
    }

    /** Otherwise nothing below would show anything: with this login all checks pass, and only the repository's state is wrong. */
    @Test
    void theApproversOwnLoginForExactlyThisPassesEveryCheck() throws Exception {
        var deletion = planner.deletion("ada", "old-blog");
        var forgery = gateway.forge(deletion, gateway.account(deletion))
                .evidence(HostileLogin.of(product, "ada").idToken(nonce(deletion)));

        product.broker().sendAsOwner(forgery.event());

        assertThat(gateway.ended(deletion)).isEqualTo("REFUSED precondition_changed");
    }

    @Test
    void theGrantKeyWithoutAnyLoginIsRefused() throws Exception {
        gateway.refuses(gateway.forge(planner.deletion("ada", "old-blog")), "presence_missing");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"loginsForSomethingElse", "loginsOfSomebodyElse", "loginsWithoutAPerson"})
    void isNoEvidence(Row row) throws Exception {
        var deletion = planner.deletion("ada", "old-blog");

        gateway.refuses(gateway.forge(deletion).evidence(row.login().idToken(deletion)), "presence");
    }

    /** A victim's action, approved by somebody in no group that may, with a login that is perfectly theirs. */
    @Test
    void anotherUsersFreshLoginForTheVictimsActionIsRefused() throws Exception {
        var deletion = planner.deletion("ada", "old-blog");
        var carols = HostileLogin.of(product, "carol").idToken(nonce(deletion));

        gateway.refuses(
                gateway.forge(deletion)
                        .approver(one -> one.put("sub", "auth0|carol"))
                        .evidence(carols),
                "approver_not_eligible");
    }

    @Test
    void aLoginCountsOnce() throws Exception {
        var deletion = planner.deletion("ada", "old-blog");
        var login = HostileLogin.of(product, "ada").idToken(nonce(deletion));
        product.broker()
                .sendAsOwner(gateway.forge(deletion, gateway.account(deletion))
                        .evidence(login)
                        .event());
        var first = gateway.ended(deletion);

        gateway.deliverAndWait(gateway.forge(deletion, gateway.account(deletion))
                .evidence(login)
                .event());

        assertThat(gateway.securityEvents(deletion, "action_already_used")).isEqualTo(1);
        assertThat(gateway.ledger(deletion)).isEqualTo(first);
        assertThat(product.effectsOf(product.as("ada").action(deletion.id()))).isEmpty();
    }

    private Stream<Row> loginsForSomethingElse() {
        return Stream.of(
                new Row(
                        "step-up reuse: for another action",
                        _ -> ada().idToken(nonce(planner.deletion("ada", "handbook")))),
                new Row(
                        "step-up reuse: for another view",
                        d -> ada().idToken(PresenceNonce.of(d.digest(), Digest.of(new byte[] {2}), epoch))),
                new Row(
                        "step-up reuse: from before a halt was lifted",
                        d -> ada().idToken(PresenceNonce.of(d.digest(), Forgery.VIEW, epoch + "7"))),
                new Row("step-up reuse: for another decision", d -> ada().idToken(nonceToReject(d))),
                new Row("a login for nothing at all", _ -> ada().idToken("", Map.of("nonce", ""))));
    }

    private Stream<Row> loginsOfSomebodyElse() {
        return Stream.of(
                new Row(
                        "another user's fresh login as the approver's",
                        d -> HostileLogin.of(product, "bob").idToken(nonce(d))),
                new Row("an agent client's own login", d -> ada().atTheAgent().idToken(nonce(d))),
                new Row(
                        "the command line's own login",
                        d -> ada().atTheCommandLine().idToken(nonce(d))));
    }

    private Stream<Row> loginsWithoutAPerson() {
        return Stream.of(
                new Row("auth_time not asked for", d -> ada().idToken(nonce(d), Map.of("prompt", "", "max_age", ""))),
                new Row("silent SSO: auth_time did not move", this::silent),
                new Row("the requested acr not granted", d -> withoutSecondFactor(() -> ada().idToken(nonce(d)))),
                new Row(
                        "a social login with a linked account",
                        d -> withoutSecondFactor(() -> ada().idToken(nonce(d), Map.of("connection", "google-oauth2")))),
                new Row("an unsigned login", d -> ada().idToken(nonce(d)).replaceFirst("[^.]*$", "AAAA")),
                new Row(
                        "an access token as evidence",
                        _ -> product.person("ada").token("https://copilot.local/approval", "actions:read")));
    }

    private HostileLogin ada() {
        return HostileLogin.of(product, "ada");
    }

    /** The browser's session answers; the person was there earlier, for something else. */
    private String silent(Lure deletion) {
        var browser = ada();
        browser.idToken("earlier");
        return withoutSecondFactor(
                () -> browser.idToken(nonce(deletion), Map.of("prompt", "none", "max_age", "3600", "acr_values", "")));
    }

    private String withoutSecondFactor(Supplier<String> login) {
        product.auth0().secondFactor(false, List.of());
        try {
            return login.get();
        } finally {
            product.auth0().secondFactor(true, List.of("copilot-presence"));
        }
    }

    private String nonce(Lure deletion) {
        return PresenceNonce.of(deletion.digest(), Forgery.VIEW, epoch);
    }

    private String nonceToReject(Lure deletion) {
        var bound = Digest.ofJcs(
                List.of("approval-presence.v1", deletion.digest().value(), Forgery.VIEW.value(), epoch, "reject"));
        return bound.value().substring("sha-256:".length());
    }
}
