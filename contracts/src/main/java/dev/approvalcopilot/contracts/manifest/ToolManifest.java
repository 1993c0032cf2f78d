package dev.approvalcopilot.contracts.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvalcopilot.contracts.action.RiskLevel;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param request the call at the provider; exactly where there is no {@code builtin}
 * @param builtin what the gateway does itself instead; only of tools named {@code self.…}, and each of those
 * @param preconditions what must still be so just before the call
 * @param lookup how to find out afterwards whether it happened; exactly where the effect is {@link Effect#QUERYABLE}
 * @param idempotency how the provider tells a repetition; exactly where the effect is {@link Effect#IDEMPOTENT_KEY}
 * @param failure where a success status says no; null when nowhere
 * @param nothingHappened the answers that prove that a call changed nothing; null, which means that none does, is the
 *     careful reading of a file without it
 * @param rules relations between arguments, which a JSON Schema cannot say
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
        Builtin builtin,
        List<Precondition> preconditions,
        Lookup lookup,
        Idempotency idempotency,
        Result result,
        Failure failure,
        NothingHappened nothingHappened,
        List<ArgumentRule> rules) {

    /**
     * A placeholder that no agent fills: the action's id as 32 hexadecimal digits. It makes an id that is this action's own
     * where a provider lets the client choose one. Not in texts that people read.
     */
    public static final String ACTION_ID = "action_id";

    private static final String OWN = "self.";
    private static final String OWN_CONNECTION = "self";
    private static final int MAX_PRECONDITIONS = 4;
    private static final Pattern ONE_ARGUMENT = Pattern.compile("\\{[A-Za-z_][A-Za-z0-9_]*}");
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
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
     * A value at the provider that must equal an argument: what the agent learnt by an earlier, approved read is still so.
     * It is read with the token of the call, under the base address and with the headers of the request.
     *
     * @param what the value, in words for people, such as "the head of the pull request"
     * @param path URL template of a GET
     * @param pointer JSON pointer of the value in the answer
     * @param equals {@code {argument}}, a required one
     * @param missing what a value that the answer leaves out counts as; null when its absence makes it unreadable
     */
    public record Precondition(
            String what, String path, Map<String, String> query, String pointer, String equals, String missing) {
        public Precondition {
            require(what != null && !what.isBlank(), "preconditions.what");
            require(path != null && path.startsWith("/"), "preconditions.path");
            query = query == null ? Map.of() : Map.copyOf(query);
            require(isPointer(pointer), "preconditions.pointer");
            require(equals != null && ONE_ARGUMENT.matcher(equals).matches(), "preconditions.equals");
        }

        /** Name of the argument that holds the expected value. */
        public String argument() {
            return equals.substring(1, equals.length() - 1);
        }
    }

    /**
     * A GET that shows whether the call has happened, made like one of a {@link Precondition}.
     *
     * @param found answers that mean that it has; any other leaves it open
     */
    public record Lookup(String path, Map<String, String> query, List<Found> found) {
        public Lookup {
            require(path != null && path.startsWith("/"), "lookup.path");
            query = query == null ? Map.of() : Map.copyOf(query);
            require(found != null && !found.isEmpty(), "lookup.found");
            found = List.copyOf(found);
        }
    }

    /**
     * @param status of the answer; no status that also tells of a provider in trouble
     * @param pointer JSON pointer of a value in it; null when the status says all
     * @param equals what the value must be
     */
    public record Found(int status, String pointer, JsonNode equals) {
        public Found {
            require(status >= 200 && status < 300 || status == 404 || status == 410, "lookup.found.status");
            require((pointer == null) == (equals == null), "lookup.found");
            require(pointer == null || isPointer(pointer), "lookup.found.pointer");
            require(equals == null || equals.isValueNode() && !equals.isNull(), "lookup.found.equals");
        }
    }

    /**
     * @param header that carries the key, which is the action's id
     * @param lifetime how long the provider remembers a key; it must outlive every grant
     */
    public record Idempotency(String header, Duration lifetime) {
        private static final Duration SHORTEST = Duration.ofMinutes(10);
        private static final Pattern HEADER = Pattern.compile("(?i)(?!authorization$|cookie$|host$)[A-Za-z0-9-]{1,64}");

        public Idempotency {
            require(header != null && HEADER.matcher(header).matches(), "idempotency.header");
            require(lifetime != null && lifetime.compareTo(SHORTEST) >= 0, "idempotency.lifetime");
        }
    }

    /**
     * Which parts of the answer the agent may see.
     *
     * @param maxBytes of the reduced result
     * @param list JSON pointer of an array to reduce element by element; null when the answer is one object
     * @param fields name in the result to JSON pointer in the answer (or element)
     * @param more where the answer says that the list goes on; null when it never does. Only with a list
     */
    public record Result(int maxBytes, String list, Map<String, String> fields, More more) {
        public Result {
            require(maxBytes > 0 && maxBytes <= 64 * 1024, "result.maxBytes");
            require(list == null || list.isEmpty() || isPointer(list), "result.list");
            require(more == null || list != null, "result.more, of a list alone");
            fields = fields == null ? Map.of() : Map.copyOf(fields);
        }
    }

    /**
     * Where a list says that it goes on, and how the agent asks for the rest. Exactly one of pointer and link.
     *
     * @param pointer JSON pointer of the cursor in the answer; an absent or empty one ends the list
     * @param link parameter that the address with {@code rel="next"} in the {@code Link} header sets (RFC 8288)
     * @param argument optional argument of this tool that takes the value
     */
    public record More(String pointer, String link, String argument) {
        private static final Pattern PARAMETER = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

        public More {
            require((pointer == null) != (link == null), "result.more, one of pointer and link");
            require(pointer == null || isPointer(pointer), "result.more.pointer");
            require(link == null || PARAMETER.matcher(link).matches(), "result.more.link");
            require(argument != null, "result.more.argument");
        }
    }

    /**
     * @param pointer JSON pointer of the value that tells
     * @param equals the value that means no
     * @param code JSON pointer of the provider's word for it
     * @param tokenRefused words that mean that the account's token is not accepted, as status 401 does elsewhere
     */
    public record Failure(String pointer, JsonNode equals, String code, List<String> tokenRefused) {
        public Failure {
            require(isPointer(pointer), "failure.pointer");
            require(equals != null && equals.isValueNode() && !equals.isNull(), "failure.equals");
            require(isPointer(code), "failure.code");
            tokenRefused = words(tokenRefused, "failure.tokenRefused");
        }
    }

    /**
     * The answers that prove that a call changed nothing: a closed list, taken from the provider's documentation. Any other
     * no to a call that may change something leaves open what happened.
     *
     * @param statuses of HTTP; only such as refuse a request before any work (RFC 9110 section 15.5), and those that say to look
     *     elsewhere, which may mean both
     * @param words the provider's own, where a success status says no ({@link Failure})
     */
    public record NothingHappened(List<Integer> statuses, List<String> words) {
        private static final int REQUEST_TIMEOUT = 408;
        private static final Set<Integer> LOOK_THERE = Set.of(302, 303);

        public NothingHappened {
            statuses = statuses == null ? List.of() : statuses;
            for (var status : statuses) {
                require(
                        status != null && mayProveIt(status),
                        "nothingHappened.statuses, 302, 303 and 400 to 499 without 408: " + status);
            }
            require(distinct(statuses), "nothingHappened.statuses, each once");
            statuses = List.copyOf(statuses);
            words = ToolManifest.words(words, "nothingHappened.words");
            require(!statuses.isEmpty() || !words.isEmpty(), "nothingHappened, with statuses or words");
        }

        private static boolean mayProveIt(int status) {
            return status >= 400 && status < 500 && status != REQUEST_TIMEOUT || LOOK_THERE.contains(status);
        }
    }

    /**
     * A relation between arguments. It holds where one of them is absent.
     *
     * @param before two arguments of format {@code date-time}: the first is an earlier moment than the second
     */
    public record ArgumentRule(List<String> before) {
        public ArgumentRule {
            require(before != null && before.size() == 2 && distinct(before), "rules.before, two arguments");
            before = List.copyOf(before);
        }
    }

    public ToolManifest {
        require(name != null && NAME.matcher(name).matches(), "name");
        require(title != null && !title.isBlank(), "title");
        require(version != null && VERSION.matcher(version).matches(), "version");
        require(description != null && !description.isBlank(), "description");
        require(connection != null && !connection.isBlank(), "connection");
        require(scopes != null, "scopes");
        require(scopeMode != null, "scopeMode");
        require(
                scopes.isEmpty() == (scopeMode == ScopeMode.UNREPORTED || scopeMode == ScopeMode.NONE),
                "scopes and scopeMode");
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
        require((request == null) == (builtin != null), "request or builtin, one of them");
        preconditions = preconditions == null ? List.of() : List.copyOf(preconditions);
        require(preconditions.size() <= MAX_PRECONDITIONS, "preconditions, at most " + MAX_PRECONDITIONS);
        require((effect == Effect.QUERYABLE) == (lookup != null), "lookup, for QUERYABLE and nothing else");
        require((effect == Effect.IDEMPOTENT_KEY) == (idempotency != null), "idempotency, for IDEMPOTENT_KEY alone");
        boolean deletes = request != null
                && request.method == Request.Method.DELETE
                && reversibility == Reversibility.IRREVERSIBLE;
        require(!deletes || riskFloor == RiskLevel.CRITICAL, "riskFloor of an irreversible deletion");
        require((result == null) == (builtin != null), "result, unless builtin");
        require(
                nothingHappened == null || effect != Effect.READ_ONLY || failure != null,
                "nothingHappened of a mere read");
        require(
                nothingHappened == null || nothingHappened.words().isEmpty() == (failure == null),
                "nothingHappened.words, where failure names a code and nowhere else");
        require(
                nothingHappened == null
                        || failure == null
                        || nothingHappened.words().containsAll(failure.tokenRefused()),
                "failure.tokenRefused, all among nothingHappened.words");
        rules = rules == null ? List.of() : List.copyOf(rules);
        boolean own = builtin != null;
        require(
                own == name.startsWith(OWN) && own == OWN_CONNECTION.equals(connection),
                "name and connection of a builtin");
        require(own == (scopeMode == ScopeMode.NONE), "scopeMode NONE, for a builtin and nothing else");
        require(!own || riskFloor.atLeast(builtin.lowestFloor()), "riskFloor of a builtin");
        require(
                !own || preconditions.isEmpty() && failure == null && nothingHappened == null && permissions.isEmpty(),
                "a builtin asks no provider");
        require(!own || effect == Effect.OPAQUE, "effect of a builtin");
    }

    /** RFC 6901; Jackson reads any text that begins with a slash as one. */
    private static boolean isPointer(String text) {
        return text != null && text.startsWith("/");
    }

    private static List<String> words(List<String> words, String member) {
        if (words == null) {
            return List.of();
        }
        for (var word : words) {
            require(word != null && WORD.matcher(word).matches(), member + ": " + word);
        }
        require(distinct(words), member + ", each once");
        return List.copyOf(words);
    }

    private static boolean distinct(List<?> values) {
        return new HashSet<>(values).size() == values.size();
    }

    private static void require(boolean holds, String member) {
        if (!holds) {
            throw new BadManifest("wrong or missing: " + member);
        }
    }
}
