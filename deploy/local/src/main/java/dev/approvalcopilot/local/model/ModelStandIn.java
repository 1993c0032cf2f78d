package dev.approvalcopilot.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.local.http.Answer;
import dev.approvalcopilot.local.http.Call;
import dev.approvalcopilot.local.http.Faults;
import dev.approvalcopilot.local.http.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code POST /v1/chat/completions} and {@code GET /v1/models} as OpenAI serves them, with a key. For tests, without one:
 * {@code POST|DELETE /__local/faults} (see {@link Faults}). With it {@code GET /__local/requests}: the bodies of the last
 * thousand requests.
 */
public final class ModelStandIn implements AutoCloseable {

    /** The model that {@code /v1/models} lists; requests may name any. */
    public static final String MODEL = "local-planner-1";

    private static final Pattern FUNCTION_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int MAX_REQUESTS = 1000;

    private final Faults faults = new Faults();
    private final Deque<String> requests = new ArrayDeque<>();
    private final byte[] apiKey;
    private final LocalServer server;

    private ModelStandIn(int port, String apiKey) throws IOException {
        this.apiKey = apiKey.getBytes(StandardCharsets.UTF_8);
        server = LocalServer.start(port, this::answer);
    }

    /**
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    public static ModelStandIn start(int port, String apiKey) throws IOException {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("the model needs an API key");
        }
        return new ModelStandIn(port, apiKey);
    }

    /** {@code http://127.0.0.1:PORT}, without a slash; the API lies under {@code /v1}. */
    public URI baseUri() {
        return server.baseUri();
    }

    private Answer answer(Call call) {
        if (call.path().equals("/__local/faults")) {
            return faults.control(call);
        }
        if (call.path().equals("/__local/requests")) {
            return authorised(call);
        }
        if (call.path().equals("/v1/chat/completions")) {
            keep(call.body());
        }
        return faults.around(call, () -> authorised(call));
    }

    private Answer authorised(Call call) {
        var key = call.bearer();
        if (key.isEmpty()) {
            return problem(401, "You didn't provide an API key.", null);
        }
        if (!MessageDigest.isEqual(key.get().getBytes(StandardCharsets.UTF_8), apiKey)) {
            return problem(401, "Incorrect API key provided.", "invalid_api_key");
        }
        return switch (call.method() + " " + call.path()) {
            case "GET /__local/requests" -> requests();
            case "POST /v1/chat/completions" -> complete(call);
            case "GET /v1/models" -> models();
            default -> problem(404, "Invalid URL (" + call.method() + " " + call.path() + ")", null);
        };
    }

    private synchronized Answer requests() {
        var body = Answer.object();
        var array = body.putArray("requests");
        requests.forEach(array::add);
        return Answer.json(200, body);
    }

    private synchronized void keep(String request) {
        if (requests.size() == MAX_REQUESTS) {
            requests.removeFirst();
        }
        requests.add(request);
    }

    private Answer complete(Call call) {
        var body = call.json();
        if (body.isEmpty()) {
            return problem(400, "We could not parse the JSON body of your request.", null);
        }
        var request = body.get();
        var wrong = wrongWith(request);
        if (wrong.isPresent()) {
            return problem(400, wrong.get(), null);
        }
        var turn = Planner.next(Conversation.of(request.path("messages")), offered(request));
        return request.path("stream").asBoolean()
                ? Completions.stream(request, turn)
                : Completions.whole(request, turn);
    }

    private static Optional<String> wrongWith(JsonNode request) {
        if (!request.path("model").isTextual()) {
            return Optional.of("you must provide a model parameter");
        }
        if (request.path("messages").isEmpty()) {
            return Optional.of("Missing required parameter: 'messages'.");
        }
        for (var tool : request.path("tools")) {
            if (!FUNCTION_NAME.matcher(name(tool)).matches()) {
                return Optional.of("Invalid 'tools[].function.name': string does not match pattern.");
            }
        }
        var unanswered = Conversation.unanswered(request.path("messages"));
        if (!unanswered.isEmpty()) {
            return Optional.of(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", unanswered));
        }
        return Optional.empty();
    }

    /** Nothing where {@code tool_choice} forbids calls. */
    private static Set<String> offered(JsonNode request) {
        var names = new HashSet<String>();
        if (!request.path("tool_choice").asText().equals("none")) {
            request.path("tools").forEach(tool -> names.add(name(tool)));
        }
        return names;
    }

    private static String name(JsonNode tool) {
        return tool.path("function").path("name").asText();
    }

    private static Answer models() {
        var body = Answer.object().put("object", "list");
        body.putArray("data")
                .addObject()
                .put("id", MODEL)
                .put("object", "model")
                .put("created", 1_764_000_000)
                .put("owned_by", "local");
        return Answer.json(200, body);
    }

    private static Answer problem(int status, String message, String code) {
        var body = Answer.object();
        body.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .putNull("param")
                .put("code", code);
        return Answer.json(status, body);
    }

    @Override
    public void close() {
        server.close();
    }
}
