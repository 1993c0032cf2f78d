package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One tool, as its file says (contracts, "Tool manifest"). Members have the names of the file.
 *
 * @param name {@code provider.verb_object}
 * @param title short, for people
 * @param version semantic version of the file
 * @param description what the model reads
 * @param connection Auth0 connection whose token the call needs
 * @param scopes provider scopes this call needs, no more
 * @param permissions what the provider calls the right, where it knows no scopes
 * @param beyond what the token could do beyond this call, in words; null when nothing
 * @param arguments JSON Schema 2020-12, closed
 * @param sentence the action in one sentence, with {@code {argument}} placeholders
 * @param impact what will change, in one or two sentences, with placeholders
 * @param riskFloor the level below which no classification goes
 * @param failure where a success status says no; null when nowhere
 */
public record ToolManifest(
        String name,
        String title,
        String version,
        String description,
        String connection,
        List<String> scopes,
        ScopeMode scopeMode,
        List<String> permissions,
        String beyond,
        ObjectNode arguments,
        String sentence,
        String impact,
        Effect effect,
        Reversibility reversibility,
        RiskLevel riskFloor,
        Request request,
        Result result,
        Failure failure) {

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*\\.[a-z][a-z0-9_]*");

    /**
     * How the call is made. Arguments fill placeholders and choose nothing else.
     *
     * @param base scheme, host and fixed path prefix
     * @param path URL template below it; each placeholder is percent-encoded
     * @param query parameter to {@code {argument}} or constant; one whose argument is absent is left out
     * @param headers constants
     * @param body JSON tree whose leaves may be {@code {argument}}; null for none
     */
    public record Request(
            Method method,
            URI base,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            JsonNode body) {

        public enum Method {
            GET,
            POST,
            PUT,
            PATCH,
            DELETE
        }

        public Request {
            require(method != null, "request.method");
            require(base != null && base.isAbsolute() && base.getHost() != null, "request.base");
            require(base.getRawUserInfo() == null && base.getRawQuery() == null, "request.base");
            require(path != null && path.startsWith("/"), "request.path");
            query = query == null ? Map.of() : Map.copyOf(query);
            headers = headers == null ? Map.of() : Map.copyOf(headers);
        }
    }

    /**
     * Which parts of the answer the agent may see.
     *
     * @param maxBytes of the reduced result
     * @param list JSON pointer of an array to reduce element by element; null when the answer is one object
     * @param fields name in the result to JSON pointer in the answer (or element)
     */
    public record Result(int maxBytes, String list, Map<String, String> fields) {
        public Result {
            require(maxBytes > 0 && maxBytes <= 64 * 1024, "result.maxBytes");
            fields = fields == null ? Map.of() : Map.copyOf(fields);
        }
    }

    /**
     * @param pointer JSON pointer of the value that tells
     * @param equals the value that means no
     * @param code JSON pointer of the provider's word for it
     */
    public record Failure(String pointer, JsonNode equals, String code) {}

    public ToolManifest {
        require(name != null && NAME.matcher(name).matches(), "name");
        require(title != null && !title.isBlank(), "title");
        require(version != null && VERSION.matcher(version).matches(), "version");
        require(description != null && !description.isBlank(), "description");
        require(connection != null && !connection.isBlank(), "connection");
        require(scopes != null, "scopes");
        require(scopeMode != null, "scopeMode");
        require(scopeMode == ScopeMode.UNREPORTED == scopes.isEmpty(), "scopes and scopeMode");
        scopes = List.copyOf(scopes);
        permissions = permissions == null ? List.of() : List.copyOf(permissions);
        require(scopeMode != ScopeMode.UNREPORTED || !permissions.isEmpty(), "permissions");
        require(arguments != null && arguments.path("type").asText().equals("object"), "arguments.type");
        require(arguments.path("additionalProperties").isBoolean(), "arguments.additionalProperties");
        require(!arguments.path("additionalProperties").booleanValue(), "arguments.additionalProperties");
        require(sentence != null && !sentence.isBlank(), "sentence");
        require(impact != null && !impact.isBlank(), "impact");
        require(effect != null, "effect");
        require(reversibility != null, "reversibility");
        require(riskFloor != null && riskFloor.atLeast(reversibility.lowestFloor()), "riskFloor");
        require(effect == Effect.READ_ONLY == (reversibility == Reversibility.READ_ONLY), "effect and reversibility");
        require(request != null, "request");
        boolean deletes = request.method == Request.Method.DELETE && reversibility == Reversibility.IRREVERSIBLE;
        require(!deletes || riskFloor == RiskLevel.CRITICAL, "riskFloor of an irreversible deletion");
        require(result != null, "result");
    }

    private static void require(boolean holds, String member) {
        if (!holds) {
            throw new BadManifest("wrong or missing: " + member);
        }
    }
}
