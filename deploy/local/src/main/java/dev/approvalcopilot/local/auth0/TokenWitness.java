package dev.approvalcopilot.local.auth0;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Every token that left the stand-in and every credential that a client showed it, by the name of the member or parameter, so
 * that a test can look for them where none may be. A real tenant keeps no such list.
 */
final class TokenWitness {
    /** About 20 MB; more than any test makes. */
    private static final int MAX_ENTRIES = 20_000;

    private static final List<String> GIVEN = List.of("access_token", "id_token", "refresh_token");
    private static final List<String> SHOWN = List.of("client_assertion", "subject_token");

    private record Seen(String kind, String value) {}

    private final Deque<Seen> seen = new ArrayDeque<>();
    private long forgotten;

    /** The endpoint, with an eye on what goes in and out. */
    Router.Endpoint watching(Router.Endpoint endpoint) {
        return (request, path) -> {
            if (!request.body().isEmpty()) {
                var parameters = request.parameters();
                SHOWN.forEach(name -> parameters.get(name).ifPresent(value -> add(name, value)));
            }
            var response = endpoint.handle(request, path);
            addAll(response.body());
            return response;
        };
    }

    private void addAll(String body) {
        try {
            var tree = Json.MAPPER.readTree(body);
            GIVEN.forEach(name -> tree.findValues(name).stream()
                    .filter(JsonNode::isTextual)
                    .forEach(value -> add(name, value.textValue())));
        } catch (JsonProcessingException e) {
            // No JSON, no tokens: the two kinds of endpoints that give some out answer JSON.
        }
    }

    private synchronized void add(String kind, String value) {
        if (seen.size() == MAX_ENTRIES) {
            seen.removeFirst();
            forgotten++;
        }
        seen.add(new Seen(kind, value));
    }

    /** {@code GET /__local/tokens}. */
    synchronized Response answer() {
        return Response.json(200, Map.of("tokens", List.copyOf(seen), "forgotten", forgotten));
    }
}
