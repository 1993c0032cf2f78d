package dev.approvalcopilot.system.attack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims.Actor;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.ToolCall;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.system.testing.CloudEvents;
import java.security.Key;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A grant that the approval-service never issued, signed with its own stolen key and right in everything until twisted. */
final class Forgery {
    static final String ISSUER = "https://copilot.local/approval";
    static final String NO_ACCOUNT = "cac_none";
    /** What the approver is said to have seen. */
    static final Digest VIEW = Digest.of(new byte[] {1});

    private static final int LIFETIME_SECONDS = 60;

    private final Lure lure;
    private final OctetKeyPairJsonWebKey trueKey;
    private final ObjectNode claims;

    private Key key;
    private Consumer<JsonWebSignature> header = jws -> {};
    private UnaryOperator<byte[]> bytes = UnaryOperator.identity();
    private UnaryOperator<String> text = UnaryOperator.identity();

    Forgery(Lure lure, String account, String epoch, OctetKeyPairJsonWebKey trueKey) {
        this.lure = lure;
        this.trueKey = trueKey;
        this.key = trueKey.getPrivateKey();
        var action = lure.action();
        long now = Instant.now().getEpochSecond();
        var call = new ToolCall(
                ToolCall.TYPE,
                action.tool(),
                action.manifest(),
                action.connection(),
                account,
                action.scopes(),
                action.id(),
                lure.digest());
        this.claims = Json.MAPPER.valueToTree(new GrantClaims(
                ISSUER,
                action.deployment(),
                Ids.random128(),
                now,
                now,
                now + LIFETIME_SECONDS,
                action.principal(),
                new Actor(action.agent()),
                List.of(call),
                VIEW,
                lure.level(),
                lure.classification(),
                epoch,
                List.of(new Approver(action.principal(), now, List.of()))));
    }

    Lure lure() {
        return lure;
    }

    OctetKeyPairJsonWebKey trueKey() {
        return trueKey;
    }

    Forgery claims(Twist<ObjectNode> twist) throws Exception {
        twist.apply(claims);
        return this;
    }

    /** The one {@code tool_call}. */
    Forgery call(Twist<ObjectNode> twist) throws Exception {
        twist.apply((ObjectNode) claims.path("authorization_details").path(0));
        return this;
    }

    /** The one approver. */
    Forgery approver(Twist<ObjectNode> twist) throws Exception {
        twist.apply((ObjectNode) claims.path("approvers").path(0));
        return this;
    }

    /** The approver's login. */
    Forgery evidence(String idToken) throws Exception {
        return approver(one ->
                one.putArray("evidence").addObject().put("kind", "login.v1").put("value", idToken));
    }

    Forgery header(Consumer<JsonWebSignature> twist) {
        this.header = header.andThen(twist);
        return this;
    }

    Forgery signedWith(Key other) {
        this.key = other;
        return this;
    }

    /** Changes the action's bytes and leaves the grant as it is. */
    Forgery bytes(UnaryOperator<byte[]> twist) {
        this.bytes = twist;
        return this;
    }

    /** Changes the action's bytes and grants what came of it. */
    Forgery grantedBytes(UnaryOperator<byte[]> twist) throws Exception {
        var twisted = twist.apply(lure.bytes().toByteArray());
        return bytes(_ -> twisted)
                .call(call -> call.put("digest", Digest.of(twisted).value()));
    }

    /** Changes the finished text of the grant. */
    Forgery text(UnaryOperator<String> twist) {
        this.text = twist;
        return this;
    }

    ProducerRecord<String, byte[]> event() throws JoseException {
        var data = Json.MAPPER
                .createObjectNode()
                .put("id", lure.id().toString())
                .put("grant", text.apply(sign()))
                .put(
                        "action",
                        Base64.getEncoder()
                                .encodeToString(bytes.apply(lure.bytes().toByteArray())));
        return CloudEvents.of(Topic.GRANTS_ISSUED, lure.id().toString(), EventType.GRANT_ISSUED, data);
    }

    private String sign() throws JoseException {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toString());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(trueKey.getKeyId());
        jws.setHeader("typ", GrantClaims.TYP);
        jws.setDoKeyValidation(false);
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        header.accept(jws);
        jws.setKey(key);
        return jws.getCompactSerialization();
    }
}
