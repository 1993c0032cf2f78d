package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.jws.Jws;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody has the approval-service's signing key, and signs what no person approved. The gateway believes who signed, and
 * still finds what is wrong: the action ends REFUSED, no token is asked for, nothing is called.
 */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class StolenGrantKeyTest {
    private static final String POST = "slack.post_message";
    private static final Map<String, String> WORDS = Map.of("channel", "#general", "text", "Stolen words");

    private Product product;
    private AtTheGateway gateway;
    private HostilePlanner planner;

    private record Row(String attack, String code, UnaryOperator<Action> action, Twist<Forgery> twist) {
        @Override
        public String toString() {
            return attack;
        }
    }

    @BeforeAll
    void steal(Product product) {
        this.product = product;
        this.gateway = new AtTheGateway(product);
        this.planner = new HostilePlanner(product, "thief");
    }

    /** Otherwise nothing below would show anything. For what is not CRITICAL the key is enough: docs/threat-model.md says so. */
    @Test
    void theKeyAloneIsEnoughForWhatIsNotCritical() throws Exception {
        var lure = planner.lure("ada", "github.get_repository", Map.of("owner", "octo", "repo", "website"));

        product.broker().sendAsOwner(gateway.forge(lure, gateway.account(lure)).event());

        assertThat(gateway.ended(lure)).isEqualTo("SUCCEEDED");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"otherActions", "otherClassifications", "otherApprovers", "otherAccounts"})
    void isRefused(Row row) throws Exception {
        var lure = planner.lure("ada", POST, WORDS, row.action());
        var forgery = gateway.forge(lure);
        row.twist().apply(forgery);

        gateway.refuses(forgery, row.code());
    }

    private static Stream<Row> otherActions() {
        return Stream.of(
                grant("expired", "expired", f -> f.claims(StolenGrantKeyTest::expire)),
                action("a tool that nobody installed", "unknown_tool", action -> with(action, "tool", "slack.own")),
                action(
                        "manifest swapped before the grant",
                        "manifest_changed",
                        action -> with(action, "manifest", Forgery.VIEW.value())),
                action(
                        "another connection than the tool's",
                        "connection",
                        action -> with(action, "connection", "github")),
                action(
                        "scope widening",
                        "scopes",
                        action -> twisted(action, tree -> ((ArrayNode) tree.path("scopes")).add("admin"))),
                action(
                        "an argument that the tool does not know",
                        "arguments",
                        action ->
                                twisted(action, tree -> ((ObjectNode) tree.path("arguments")).put("as_user", "bob"))));
    }

    private Stream<Row> otherClassifications() {
        return Stream.of(
                grant("no classification", "classification_missing", f -> f.claims(c -> c.remove("classification"))),
                grant(
                        "a classification by the approval-service",
                        "classification",
                        f -> f.claims(c -> c.put("classification", classification(f, f.trueKey(), _ -> {})))),
                grant(
                        "quorum 0, with the risk-service's stolen key too",
                        "quorum_zero",
                        f -> f.claims(c -> c.put(
                                "classification",
                                classification(
                                        f,
                                        riskKey(),
                                        claims -> obligations(claims).put("quorum", 0))))),
                grant(
                        "policy swapped: a milder action's classification",
                        "classification_of_another",
                        f -> f.claims(c -> c.put("classification", anotherClassification()))),
                grant(
                        "a policy's DENY granted all the same",
                        "denied_by_policy",
                        f -> f.claims(c -> c.put(
                                "classification",
                                classification(f, riskKey(), claims -> claims.put("disposition", "DENY"))))),
                grant(
                        "below the floor of the tool",
                        "level_too_low",
                        f -> f.claims(c -> c.put("level", RiskLevel.LOW.name()))));
    }

    private static Stream<Row> otherApprovers() {
        return Stream.of(
                grant("no approvers", "no_approver", f -> f.claims(c -> c.putArray("approvers"))),
                grant(
                        "the same approver twice",
                        "duplicate_approver",
                        f -> f.claims(c -> {
                            var approvers = (ArrayNode) c.path("approvers");
                            approvers.add(approvers.path(0).deepCopy());
                        })),
                grant(
                        "somebody who may not approve",
                        "approver_not_eligible",
                        f -> f.approver(one -> one.put("sub", "auth0|bob"))),
                grant(
                        "evidence of a kind of one's own",
                        "evidence_kind",
                        f -> f.approver(one -> one.putArray("evidence")
                                .addObject()
                                .put("kind", "smile.v1")
                                .put("value", "x"))));
    }

    private Stream<Row> otherAccounts() {
        return Stream.of(
                grant(
                        "another person's connection",
                        "account_ambiguous",
                        f -> f.call(c -> c.put("account", accountOfBob()))),
                grant("a connection that nobody has", "account_ambiguous", f -> {}));
    }

    private static Row grant(String attack, String code, Twist<Forgery> twist) {
        return new Row(attack, code, UnaryOperator.identity(), twist);
    }

    private static Row action(String attack, String code, UnaryOperator<Action> twist) {
        return new Row(attack, code, twist, f -> {});
    }

    private static Action with(Action action, String member, String value) {
        return twisted(action, tree -> tree.put(member, value));
    }

    private static Action twisted(Action action, Consumer<ObjectNode> twist) {
        ObjectNode tree = Json.MAPPER.valueToTree(action);
        twist.accept(tree);
        return Json.MAPPER.convertValue(tree, Action.class);
    }

    private static void expire(ObjectNode claims) {
        for (var name : List.of("iat", "nbf", "exp")) {
            claims.put(name, claims.path(name).asLong() - 90);
        }
    }

    /** What the risk-service said, changed, and signed by somebody. */
    private static String classification(Forgery forgery, OctetKeyPairJsonWebKey key, Consumer<ObjectNode> twist)
            throws Exception {
        var payload = forgery.lure().classification().split("\\.")[1];
        var claims = (ObjectNode)
                Json.MAPPER.readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        twist.accept(claims);
        return Jws.sign(key, ClassificationClaims.TYP, claims.toString());
    }

    private OctetKeyPairJsonWebKey riskKey() throws Exception {
        var file = product.installation().home().resolve("keys/risk/classification-signing.jwk.json");
        return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
    }

    private static ObjectNode obligations(ObjectNode classification) {
        return (ObjectNode) classification.path("obligations");
    }

    private String anotherClassification() throws Exception {
        return planner.lure("ada", "slack.list_channels", Map.of()).classification();
    }

    private String accountOfBob() throws Exception {
        return gateway.account(planner.message("bob", "Whose account is this?"));
    }
}
