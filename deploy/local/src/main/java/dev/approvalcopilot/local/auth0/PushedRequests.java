package dev.approvalcopilot.local.auth0;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Pushed authorization requests (PAR, RFC 9126): a confidential client leaves the parameters of {@code /authorize} here, and
 * the browser carries only a name for them, which is good once and for half a minute.
 */
final class PushedRequests {
    static final Duration LIFETIME = Duration.ofSeconds(30);
    static final int MAX_BODY_BYTES = 10 * 1024;
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    /** They show who the client is, and belong to no authorization request. */
    private static final Set<String> CREDENTIALS = Set.of("client_secret", "client_assertion", "client_assertion_type");

    private record Pushed(Parameters parameters, String clientId, Instant expires) {}

    private final Supplier<Tenant> tenant;
    private final ClientAuthentication authentication;
    private final Clock clock;
    private final ConcurrentHashMap<String, Pushed> requests = new ConcurrentHashMap<>();

    PushedRequests(Supplier<Tenant> tenant, ClientAuthentication authentication, Clock clock) {
        this.tenant = tenant;
        this.authentication = authentication;
        this.clock = clock;
    }

    /** {@code POST /oauth/par}: what {@code /authorize} would refuse by redirect is refused here at once. */
    Response push(Request request) {
        requireForm(request);
        var body = request.parameters();
        var client = authentication.authenticate(request, body);
        if (client.credential() instanceof Client.Credential.None) {
            throw Refused.unauthorizedClient();
        }
        if (body.get("request_uri").isPresent()) {
            throw Refused.oauth(400, "invalid_request", "A pushed request cannot name another one.");
        }
        var parameters = parameters(body, client);
        var redirectUri = body.require("redirect_uri");
        if (!client.allowsCallback(redirectUri)) {
            throw Refused.oauth(
                    400, "invalid_request", "The provided redirect_uri is not in the list of allowed callback URLs.");
        }
        try {
            new AuthorizationRequest(client, redirectUri, parameters).check(tenant.get());
        } catch (AuthorizationRequest.Failed failed) {
            throw Refused.oauth(400, failed.error(), failed.getMessage());
        }
        return Response.json(201, named(parameters, client));
    }

    private static void requireForm(Request request) {
        var type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw Refused.oauth(400, "invalid_request", "The body must be application/x-www-form-urlencoded.");
        }
        if (request.body().length() > MAX_BODY_BYTES) {
            throw Refused.oauth(413, "invalid_request", "The body is larger than 10 KB.");
        }
    }

    private static Parameters parameters(Parameters body, Client client) {
        var kept = new LinkedHashMap<>(body.values());
        kept.keySet().removeAll(CREDENTIALS);
        kept.put("client_id", client.id());
        return new Parameters(kept);
    }

    private Map<String, Object> named(Parameters parameters, Client client) {
        var now = clock.instant();
        requests.values().removeIf(pushed -> now.isAfter(pushed.expires()));
        var uri = PREFIX + Secrets.random(20);
        requests.put(uri, new Pushed(parameters, client.id(), now.plus(LIFETIME)));
        return Map.of("request_uri", uri, "expires_in", LIFETIME.toSeconds());
    }

    /** Whoever presents it uses it up, even a client that it was not made for. */
    Optional<Parameters> take(String uri, String clientId) {
        return Optional.ofNullable(requests.remove(uri))
                .filter(pushed -> !clock.instant().isAfter(pushed.expires()))
                .filter(pushed -> pushed.clientId().equals(clientId))
                .map(Pushed::parameters);
    }
}
