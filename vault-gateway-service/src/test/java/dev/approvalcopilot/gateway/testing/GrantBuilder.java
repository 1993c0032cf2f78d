package dev.approvalcopilot.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.action.Action;
import dev.approvalcopilot.contracts.action.RiskLevel;
import dev.approvalcopilot.contracts.classification.ClassificationClaims;
import dev.approvalcopilot.contracts.event.ActionClassified.Disposition;
import dev.approvalcopilot.contracts.event.ActionClassified.Obligations;
import dev.approvalcopilot.contracts.event.ActionClassified.Reason;
import dev.approvalcopilot.contracts.event.GrantIssued;
import dev.approvalcopilot.contracts.grant.GrantClaims;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.manifest.ToolCatalog;
import dev.approvalcopilot.contracts.presence.PresenceNonce;
import dev.approvalcopilot.gateway.grant.ReceivedGrant;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** One delivery of a grant: right in everything until told otherwise. */
public final class GrantBuilder {

    public static final URI DEPLOYMENT = URI.create("https://copilot.local");
    public static final String ISSUER = "https://copilot.local/approval";
    public static final String RISK_ISSUER = "https://copilot.local/risk";
    public static final Digest VIEW = Digest.of(new byte[] {1});
    public static final String EPOCH = "0";

    /** Makes an ID token for a nonce. */
    public interface Login {
        String idToken(String nonce);
    }

    private record Other(String sub, long secondsAgo, Login login) {}

    private final ToolCatalog tools;
    private final SigningKey key;
    private final SigningKey riskKey;
    private final Instant now;
    private final UUID id = Ids.next();

    private String tool = "github.create_issue";
    private ObjectNode arguments = Json.MAPPER
            .createObjectNode()
            .put("owner", "octo")
            .put("repo", "old-site")
            .put("title", "Broken link");
    private String principal = "auth0|ada";
    private String account = "cac_github_ada";
    private RiskLevel level;
    private Login login;
    private long proposedSecondsAgo = 60;
    private boolean principalApproves = true;
    private long approvedSecondsAgo = 5;
    private final List<Other> others = new ArrayList<>();
    private String jti = Ids.random128();
    private SigningKey signer;
    private SigningKey riskSigner;

    private Consumer<ObjectNode> actionTwist = action -> {};
    private Consumer<ObjectNode> claimsTwist = claims -> {};
    private Consumer<ObjectNode> classificationTwist = claims -> {};
    private String classificationType = ClassificationClaims.TYP;
    private Consumer<JsonWebSignature> headerTwist = jws -> {};
    private Function<String, String> jwsTwist = Function.identity();
    private Function<byte[], byte[]> bytesTwist = Function.identity();

    /**
     * @param key of the approval-service
     * @param riskKey of the risk-service
     * @param now whole seconds are used
     */
    public GrantBuilder(ToolCatalog tools, SigningKey key, SigningKey riskKey, Instant now) {
        this.tools = tools;
        this.key = key;
        this.riskKey = riskKey;
        this.riskSigner = riskKey;
        this.signer = key;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    public UUID id() {
        return id;
    }

    public GrantBuilder calling(String tool, ObjectNode arguments) {
        this.tool = tool;
        this.arguments = arguments;
        return this;
    }

    public GrantBuilder deletingARepository() {
        return calling(
                "github.delete_repository",
                Json.MAPPER
                        .createObjectNode()
                        .put("owner", "octo")
                        .put("repo", "old-site")
                        .put("expected_pushed_at", "2023-02-14T16:20:00Z"));
    }

    public GrantBuilder of(String principal, String account) {
        this.principal = principal;
        this.account = account;
        return this;
    }

    /** Default: the tool's own floor. */
    public GrantBuilder at(RiskLevel level) {
        this.level = level;
        return this;
    }

    public GrantBuilder provenBy(Login login) {
        this.login = login;
        return this;
    }

    public GrantBuilder jti(String jti) {
        this.jti = jti;
        return this;
    }

    public GrantBuilder signedBy(SigningKey other) {
        this.signer = other;
        return this;
    }

    /** Changes what the risk-service signs. Default: the tool's own floor, to be held. */
    public GrantBuilder classification(Consumer<ObjectNode> twist) {
        this.classificationTwist = classificationTwist.andThen(twist);
        return this;
    }

    public GrantBuilder classifiedBy(SigningKey other) {
        this.riskSigner = other;
        return this;
    }

    public GrantBuilder classifiedAs(String typ) {
        this.classificationType = typ;
        return this;
    }

    public GrantBuilder action(Consumer<ObjectNode> twist) {
        this.actionTwist = actionTwist.andThen(twist);
        return this;
    }

    public GrantBuilder claims(Consumer<ObjectNode> twist) {
        this.claimsTwist = claimsTwist.andThen(twist);
        return this;
    }

    public GrantBuilder header(Consumer<JsonWebSignature> twist) {
        this.headerTwist = headerTwist.andThen(twist);
        return this;
    }

    public GrantBuilder proposedSecondsAgo(long seconds) {
        this.proposedSecondsAgo = seconds;
        return this;
    }

    /** The principal decides, so long ago. */
    public GrantBuilder approvedSecondsAgo(long seconds) {
        this.approvedSecondsAgo = seconds;
        return this;
    }

    /** Somebody else decides as well, so long ago. @param login may be null: none */
    public GrantBuilder alsoApprovedBy(String sub, long secondsAgo, Login login) {
        others.add(new Other(sub, secondsAgo, login));
        return this;
    }

    /** The principal does not decide. */
    public GrantBuilder withoutThePrincipal() {
        this.principalApproves = false;
        return this;
    }

    /** Changes the finished text of the grant. */
    public GrantBuilder jws(Function<String, String> twist) {
        this.jwsTwist = twist;
        return this;
    }

    /** Changes the action's bytes after they were signed for. */
    public GrantBuilder bytes(Function<byte[], byte[]> twist) {
        this.bytesTwist = twist;
        return this;
    }

    /** The action's tree, as it is signed for. */
    public ObjectNode actionTree() {
        var manifest = tools.find(tool).orElseThrow();
        var action = new Action(
                DEPLOYMENT,
                id,
                "AAAAAAAAAAAAAAAAAAAAAA",
                principal,
                "planner",
                UUID.fromString("0198f2a0-0000-7000-8000-000000000001"),
                tool,
                manifest.digest(),
                manifest.manifest().connection(),
                manifest.manifest().scopes(),
                arguments,
                now.minusSeconds(proposedSecondsAgo));
        ObjectNode tree = Json.MAPPER.valueToTree(action);
        actionTwist.accept(tree);
        return tree;
    }

    public CanonicalBytes actionBytes() {
        return CanonicalBytes.of(actionTree());
    }

    private ObjectNode claimsTree() {
        var action = actionTree();
        var digest = CanonicalBytes.of(action).digest();
        var granted = level == null ? tools.find(tool).orElseThrow().manifest().riskFloor() : level;
        ObjectNode claims = Json.MAPPER.valueToTree(new GrantClaims(
                ISSUER,
                DEPLOYMENT,
                jti,
                now.getEpochSecond(),
                now.getEpochSecond(),
                now.getEpochSecond() + 60,
                principal,
                new GrantClaims.Actor("planner"),
                List.of(new GrantClaims.ToolCall(
                        GrantClaims.ToolCall.TYPE,
                        tool,
                        new Digest(action.path("manifest").asText()),
                        action.path("connection").asText(),
                        account,
                        texts(action.path("scopes")),
                        id,
                        digest)),
                VIEW,
                granted,
                classification(digest),
                EPOCH,
                approvers(PresenceNonce.of(digest, VIEW, EPOCH))));
        claimsTwist.accept(claims);
        return claims;
    }

    private List<GrantClaims.Approver> approvers(String nonce) {
        var approvers = new ArrayList<GrantClaims.Approver>();
        if (principalApproves) {
            approvers.add(approver(new Other(principal, approvedSecondsAgo, login), nonce));
        }
        others.forEach(other -> approvers.add(approver(other, nonce)));
        return approvers;
    }

    private GrantClaims.Approver approver(Other approver, String nonce) {
        var evidence = approver.login == null
                ? List.<GrantClaims.Evidence>of()
                : List.of(new GrantClaims.Evidence(GrantClaims.Evidence.LOGIN_V1, approver.login.idToken(nonce)));
        return new GrantClaims.Approver(approver.sub, now.getEpochSecond() - approver.secondsAgo, evidence);
    }

    private String classification(Digest digest) {
        var floor = tools.find(tool).orElseThrow().manifest().riskFloor();
        ObjectNode claims = Json.MAPPER.valueToTree(new ClassificationClaims(
                RISK_ISSUER,
                DEPLOYMENT,
                now.getEpochSecond() - 30,
                digest,
                floor,
                Disposition.HOLD,
                List.of(new Reason("manifest_floor", "The tool's own.", "manifest")),
                new Obligations(floor == RiskLevel.CRITICAL, 1, List.of(), Duration.ofDays(1), Duration.ZERO),
                VIEW));
        classificationTwist.accept(claims);
        return sign(claims.toString(), classificationType, riskKey.kid(), riskSigner, jws -> {});
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private String sign(String payload) {
        return sign(payload, GrantClaims.TYP, key.kid(), signer, headerTwist);
    }

    private static String sign(
            String payload, String typ, String kid, SigningKey signer, Consumer<JsonWebSignature> header) {
        try {
            var jws = new JsonWebSignature();
            jws.setPayload(payload);
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            jws.setKeyIdHeaderValue(kid);
            jws.setHeader("typ", typ);
            jws.setKey(signer.privateKey());
            jws.setDoKeyValidation(false);
            jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            header.accept(jws);
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    public ReceivedGrant build() {
        var bytes = bytesTwist.apply(actionBytes().toByteArray());
        return new ReceivedGrant(
                jwsTwist.apply(sign(claimsTree().toString())),
                Base64.getEncoder().encodeToString(bytes));
    }

    /** As the approval-service writes it. */
    public GrantIssued event() {
        return new GrantIssued(id, jwsTwist.apply(sign(claimsTree().toString())), actionBytes());
    }

    /** A key by which something is signed. */
    public interface SigningKey {
        String kid();

        PrivateKey privateKey();

        JsonWebKey jwk();
    }
}
