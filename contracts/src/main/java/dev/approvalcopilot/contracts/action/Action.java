package dev.approvalcopilot.contracts.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.event.EventLimits;
import dev.approvalcopilot.contracts.identity.Agent;
import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.contracts.json.CanonicalBytes;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.json.Json;
import dev.approvalcopilot.contracts.json.MalformedJson;
import dev.approvalcopilot.contracts.json.MalformedJson.Reason;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One proposed tool call (contracts, "The action").
 *
 * @param deployment keeps an approval made for one installation out of another
 * @param id UUIDv7
 * @param salt 128 random bits, base64url: a digest never confirms a guessed payload
 * @param principal the person the agent acts for, see {@link Principal}
 * @param agent see {@link Agent}
 * @param tool name of the manifest
 * @param manifest digest of the manifest that the agent knew
 * @param connection Auth0 connection whose token the call needs
 * @param scopes provider scopes the token must have
 * @param arguments as the tool's JSON Schema says
 * @param proposedAt whole milliseconds
 */
public record Action(
        URI deployment,
        UUID id,
        String salt,
        String principal,
        String agent,
        UUID run,
        String tool,
        Digest manifest,
        String connection,
        List<String> scopes,
        ObjectNode arguments,
        Instant proposedAt) {

    private static final Pattern SALT = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final int MAX_NAME = 200;

    public Action {
        require(deployment != null && deployment.isAbsolute(), "deployment");
        require(id != null, "id");
        require(salt != null && SALT.matcher(salt).matches(), "salt");
        require(Principal.holds(principal), "principal");
        require(Agent.holds(agent), "agent");
        require(run != null, "run");
        requireName(tool, "tool");
        require(manifest != null, "manifest");
        requireName(connection, "connection");
        require(scopes != null && scopes.stream().noneMatch(Objects::isNull), "scopes");
        require(arguments != null, "arguments");
        require(proposedAt != null && EventLimits.holds(proposedAt), "proposedAt");
        scopes = List.copyOf(scopes);
        arguments = arguments.deepCopy();
        proposedAt = proposedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Writes the canonical bytes. Only the proposer does this; everybody else {@link #read}s. */
    public CanonicalBytes toCanonicalBytes() {
        return CanonicalBytes.of(Json.MAPPER.valueToTree(this));
    }

    /** @throws MalformedJson when the bytes are not an action */
    public static Action read(CanonicalBytes bytes) {
        try {
            return Json.MAPPER.treeToValue(bytes.tree(), Action.class);
        } catch (JsonProcessingException e) {
            throw new MalformedJson(Reason.WRONG_SHAPE, "action");
        }
    }

    private static void requireName(String value, String member) {
        require(value != null && !value.isBlank() && value.length() <= MAX_NAME, member);
        require(value.chars().noneMatch(Character::isISOControl), member);
    }

    private static void require(boolean holds, String member) {
        if (!holds) {
            throw new MalformedJson(Reason.WRONG_SHAPE, member);
        }
    }

    /** Without arguments, so that it may be logged. */
    @Override
    public String toString() {
        return "Action[" + id + " " + tool + "]";
    }
}
