package dev.approvalcopilot.system.testing;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.event.ActionClassified;
import dev.approvalcopilot.contracts.event.EventType;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.event.Topic;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.grant.GrantClaims.Actor;
import dev.approvalcopilot.contracts.grant.GrantClaims.Approver;
import dev.approvalcopilot.contracts.grant.GrantClaims.ToolCall;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.local.client.Action;
import dev.approvalcopilot.local.stack.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** Grants that the approval-service never issued, in the right shape. */
public final class Grants {
    private static final long LIFETIME_SECONDS = 60;

    private Grants() {}

    /** The installation's true signing key, as somebody who broke into the approval-service would have it. */
    public static OctetKeyPairJsonWebKey trueKey(Installation installation) throws IOException, JoseException {
        var file = installation.home().resolve("keys/approval/grant-signing.jwk.json");
        return (OctetKeyPairJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(file));
    }

    /** A key of one's own that carries the true one's name. */
    public static OctetKeyPairJsonWebKey forgedKey(Installation installation) throws IOException, JoseException {
        var key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        key.setKeyId(trueKey(installation).getKeyId());
        return key;
    }

    /** For the very action, at a level, with the risk-service's true word and without any evidence. */
    public static GrantClaims claims(Action action, RiskLevel level, String classification) {
        var bytes = action.action();
        long now = Instant.now().getEpochSecond();
        var account = action.review().account();
        var call = new ToolCall(
                ToolCall.TYPE,
                action.tool(),
                new Digest(bytes.path("manifest").asText()),
                bytes.path("connection").asText(),
                account.id(),
                action.review().scopes(),
                action.id(),
                new Digest(action.digest()));
        var principal = bytes.path("principal").asText();
        return new GrantClaims(
                "https://copilot.local/approval",
                URI.create(bytes.path("deployment").asText()),
                Ids.random128(),
                now,
                now,
                now + LIFETIME_SECONDS,
                principal,
                new Actor(bytes.path("agent").asText()),
                List.of(call),
                new Digest(action.view()),
                level,
                classification,
                "0",
                List.of(new Approver(principal, now, List.of())));
    }

    /** The risk-service's JWS out of its event. */
    public static String classification(ConsumerRecord<String, byte[]> event) throws IOException {
        return Json.MAPPER.readValue(event.value(), ActionClassified.class).classification();
    }

    public static String sign(GrantClaims claims, OctetKeyPairJsonWebKey key) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setHeader("typ", GrantClaims.TYP);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }

    /** The record that the approval-service would have sent. */
    public static ProducerRecord<String, byte[]> event(Action action, String grant) throws IOException {
        var data = new GrantIssued(action.id(), grant, CanonicalBytes.of(action.action()));
        return CloudEvents.of(Topic.GRANTS_ISSUED, action.id().toString(), EventType.GRANT_ISSUED, data);
    }
}
