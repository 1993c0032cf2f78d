package dev.approvalcopilot.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.auth0.LocalTenant;
import dev.approvalcopilot.local.client.State;
import dev.approvalcopilot.system.testing.Grants;
import dev.approvalcopilot.system.testing.Product;
import dev.approvalcopilot.system.testing.WholeProduct;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Grants that the gateway must not believe, all for one action that waits: each is a security event with the code of the
 * check that failed, and after all of them the action can still be approved and runs once.
 */
@WholeProduct
@TestInstance(Lifecycle.PER_CLASS)
class ForgedGrantTest {
    private static final String STAGING = "https://staging.example";

    private Product product;
    private AtTheGateway gateway;
    private Lure lure;

    /** @param attack its name */
    private record Row(String attack, String code, Twist<Forgery> twist) {
        @Override
        public String toString() {
            return attack;
        }
    }

    @BeforeAll
    void lure(Product product) throws Exception {
        this.product = product;
        this.gateway = new AtTheGateway(product);
        this.lure = new HostilePlanner(product, "forger").message("ada", "Forged words");
    }

    @AfterAll
    void theForgeriesDoNotStandInTheWayOfTheTrueGrant() throws Exception {
        assertThat(gateway.state(lure)).isEqualTo(State.PENDING);
        var ada = product.as("ada");
        product.approve(ada, ada.action(lure.id()));
        assertThat(gateway.ended(lure)).isEqualTo("SUCCEEDED");
        assertThat(product.effectsOf(ada.action(lure.id()))).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"otherBytes", "otherSignatures", "otherHeaders", "otherTokens", "otherClaims", "otherActions"})
    void isNotBelieved(Row row) throws Exception {
        var forgery = gateway.forge(lure);
        row.twist().apply(forgery);

        gateway.doesNotBelieve(forgery, row.code());
    }

    private static Stream<Row> otherBytes() {
        return Stream.of(
                new Row("mutated bytes", "digest", f -> f.bytes(b -> replaced(b, "Forged words", "Forged swords"))),
                new Row("reordered keys", "digest", f -> f.bytes(ForgedGrantTest::reordered)),
                new Row("extra field", "digest", f -> f.bytes(ForgedGrantTest::withOneMore)),
                new Row("reordered keys, granted", "not_canonical", f -> f.grantedBytes(ForgedGrantTest::reordered)),
                new Row("extra field, granted", "not_canonical", f -> f.grantedBytes(ForgedGrantTest::withOneMore)),
                new Row("key said twice, granted", "not_canonical", f -> f.grantedBytes(ForgedGrantTest::doubled)),
                new Row("white space, granted", "not_canonical", f -> f.grantedBytes(b -> replaced(b, "{", "{ "))),
                new Row("no action at all, granted", "not_canonical", f -> f.grantedBytes(_ -> utf8("{}"))));
    }

    private Stream<Row> otherSignatures() {
        return Stream.of(
                new Row(
                        "wrong key under the true name",
                        "signature",
                        f -> f.signedWith(
                                Grants.forgedKey(product.installation()).getPrivateKey())),
                new Row(
                        "unknown key",
                        "unknown_key",
                        f -> f.signedWith(newKey().getPrivateKey()).header(jws -> jws.setKeyIdHeaderValue("mine"))),
                new Row("no key named", "unknown_key", f -> f.header(jws -> jws.setKeyIdHeaderValue(null))),
                new Row("alg none", "malformed", f -> f.text(jws -> noneHeader() + "." + part(jws, 1) + ".")),
                new Row(
                        "alg none with the old signature",
                        "algorithm",
                        f -> f.text(jws -> noneHeader() + "." + part(jws, 1) + "." + part(jws, 2))),
                new Row("HS256 with the public key", "algorithm", ForgedGrantTest::signWithPublicKey),
                new Row("RS256", "algorithm", ForgedGrantTest::signWithRsa),
                new Row(
                        "payload changed after signing",
                        "signature",
                        f -> f.text(jws -> part(jws, 0) + "." + withOtherPayload(jws) + "." + part(jws, 2))),
                new Row("no JWS", "malformed", f -> f.text(_ -> "{}")),
                new Row(
                        "larger than any grant",
                        "too_large",
                        f -> f.text(jws -> jws + "A".repeat(GrantClaims.MAX_LENGTH))));
    }

    private static Stream<Row> otherHeaders() {
        return Stream.of(
                new Row("jku", "header", f -> f.header(jws -> jws.setHeader("jku", "https://evil.example/jwks.json"))),
                new Row("x5u", "header", f -> f.header(jws -> jws.setHeader("x5u", "https://evil.example/cert.pem"))),
                new Row("jwk", "header", ForgedGrantTest::bringKey),
                new Row(
                        "crit",
                        "header",
                        f -> f.header(jws -> jws.getHeaders().setObjectHeaderValue("crit", List.of("exp")))),
                new Row("typ of a login", "type", f -> f.header(jws -> jws.setHeader("typ", "JWT"))),
                new Row(
                        "typ of a classification",
                        "type",
                        f -> f.header(jws -> jws.setHeader("typ", ClassificationClaims.TYP))));
    }

    private Stream<Row> otherTokens() {
        return Stream.of(
                new Row(
                        "the classification in place of a grant",
                        "unknown_key",
                        f -> f.text(_ -> lure.classification())),
                new Row("an access token in place of a grant", "algorithm", f -> f.text(_ -> accessToken())),
                new Row(
                        "an ID token in place of a grant",
                        "algorithm",
                        f -> f.text(_ -> HostileLogin.of(product, "ada").idToken("any"))));
    }

    private static Stream<Row> otherClaims() {
        return Stream.of(
                new Row("wrong iss", "issuer", f -> f.claims(c -> c.put("iss", STAGING + "/approval"))),
                new Row("a staging grant in production", "audience", f -> f.claims(c -> c.put("aud", STAGING))),
                new Row("over-long", "lifetime", f -> f.claims(c -> live(c, 301))),
                new Row(
                        "over-long for CRITICAL",
                        "lifetime",
                        f -> f.claims(c -> live(c, 61).put("level", RiskLevel.CRITICAL.name()))),
                new Row("expired before it began", "lifetime", f -> f.claims(c -> live(c, -1))),
                new Row("from the future", "not_yet_valid", f -> f.claims(c -> move(c, 60))),
                new Row("extra claim", "claims", f -> f.claims(c -> c.put("admin", true))),
                new Row("two calls in one grant", "claims", f -> f.claims(ForgedGrantTest::grantTwice)),
                new Row("no call", "claims", f -> f.claims(c -> c.putArray("authorization_details"))),
                new Row("jti too short to be random", "claims", f -> f.claims(c -> c.put("jti", "1"))));
    }

    private static Stream<Row> otherActions() {
        var contradiction = "claims_and_action";
        return Stream.of(
                new Row("user changed", contradiction, f -> f.claims(c -> c.put("sub", "auth0|bob"))),
                new Row(
                        "agent changed",
                        contradiction,
                        f -> f.claims(c -> c.putObject("act").put("sub", "planner"))),
                new Row("tool changed", contradiction, f -> f.call(c -> c.put("tool", "slack.archive_channel"))),
                new Row(
                        "manifest swapped in the grant",
                        contradiction,
                        f -> f.call(c -> c.put("manifest", Forgery.VIEW.value()))),
                new Row("connection changed", contradiction, f -> f.call(c -> c.put("connection", "github"))),
                new Row(
                        "scopes widened in the grant",
                        contradiction,
                        f -> f.call(c -> ((ArrayNode) c.path("scopes")).add("admin"))),
                new Row(
                        "another action's id",
                        contradiction,
                        f -> f.call(c -> c.put("action_id", "0198f3a0-0000-7000-8000-000000000000"))),
                new Row(
                        "an action of staging",
                        contradiction,
                        f -> f.grantedBytes(b -> replaced(b, HostilePlanner.DEPLOYMENT.toString(), STAGING))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] replaced(byte[] bytes, String what, String by) {
        return utf8(new String(bytes, StandardCharsets.UTF_8).replace(what, by));
    }

    /** The last member first: the same tree, other bytes. */
    private static byte[] reordered(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int last = text.lastIndexOf(",\"tool\":");
        return utf8("{" + text.substring(last + 1, text.length() - 1) + "," + text.substring(1, last) + "}");
    }

    private static byte[] withOneMore(byte[] bytes) {
        return replaced(bytes, "\"tool\":", "\"theme\":\"dark\",\"tool\":");
    }

    private static byte[] doubled(byte[] bytes) {
        return replaced(bytes, "\"tool\":", "\"tool\":\"slack.list_channels\",\"tool\":");
    }

    private static OctetKeyPairJsonWebKey newKey() throws JoseException {
        return OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
    }

    private static void signWithPublicKey(Forgery forgery) {
        var publicKey = forgery.trueKey().getPublicKey().getEncoded();
        forgery.header(jws -> jws.setAlgorithmHeaderValue("HS256"))
                .signedWith(new SecretKeySpec(publicKey, "HmacSHA256"));
    }

    private static void signWithRsa(Forgery forgery) throws JoseException {
        var key = RsaJwkGenerator.generateJwk(2048);
        forgery.header(jws -> jws.setAlgorithmHeaderValue("RS256")).signedWith(key.getPrivateKey());
    }

    private static void bringKey(Forgery forgery) throws JoseException {
        var key = newKey();
        forgery.header(jws ->
                        jws.getHeaders().setObjectHeaderValue("jwk", key.toParams(OutputControlLevel.PUBLIC_ONLY)))
                .signedWith(key.getPrivateKey());
    }

    private static String noneHeader() {
        return base64(utf8("{\"alg\":\"none\",\"typ\":\"" + GrantClaims.TYP + "\"}"));
    }

    private static String part(String jws, int index) {
        return jws.split("\\.")[index];
    }

    private static String withOtherPayload(String jws) {
        return base64(replaced(Base64.getUrlDecoder().decode(part(jws, 1)), "auth0|ada", "auth0|bob"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String accessToken() {
        return product.person("ada").token(LocalTenant.APPROVAL, "actions:read actions:decide");
    }

    private static ObjectNode live(ObjectNode claims, long seconds) {
        return claims.put("exp", claims.path("iat").asLong() + seconds);
    }

    private static void move(ObjectNode claims, long seconds) {
        for (var name : List.of("iat", "nbf", "exp")) {
            claims.put(name, claims.path(name).asLong() + seconds);
        }
    }

    private static void grantTwice(ObjectNode claims) {
        var calls = (ArrayNode) claims.path("authorization_details");
        calls.add(Json.MAPPER.<ObjectNode>valueToTree(calls.path(0)));
    }
}
