package dev.approvalcopilot.local.auth0;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which web pages of other origins may call the tenant from a browser (CORS). What is published is open to all. The APIs are
 * open to the origins of registered callbacks, as Auth0 has it by default; none may send cookies. Pages and the local
 * endpoints are open to nobody, nor is what needs a client's secret.
 */
final class CrossOrigin {
    private static final String ANYBODY = "*";
    private static final String MAX_AGE_SECONDS = "600";
    private static final List<String> READABLE = List.of(
            "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After", "WWW-Authenticate");
    private static final Set<String> APIS = Set.of("/oauth/token", "/oauth/revoke", "/userinfo");

    private final Supplier<Tenant> tenant;

    CrossOrigin(Supplier<Tenant> tenant) {
        this.tenant = tenant;
    }

    /** What a preflight is answered beside {@link #allowing}. */
    Response preflight(String path, String method, Request request) {
        var answer = Response.empty(204);
        if (allowed(path, request).isEmpty()) {
            return answer;
        }
        var permitted =
                answer.with("Access-Control-Allow-Methods", method).with("Access-Control-Max-Age", MAX_AGE_SECONDS);
        return request.header("Access-Control-Request-Headers")
                .map(names -> permitted.with("Access-Control-Allow-Headers", names))
                .orElse(permitted);
    }

    /** The answer, readable to the page that asked if its origin may. */
    Response allowing(String path, Request request, Response answer) {
        var varying = isApi(path) ? answer.with("Vary", "Origin") : answer;
        return allowed(path, request)
                .map(origin -> varying.with("Access-Control-Allow-Origin", origin)
                        .with("Access-Control-Expose-Headers", String.join(", ", READABLE)))
                .orElse(varying);
    }

    private Optional<String> allowed(String path, Request request) {
        var origin = request.header("Origin");
        if (path.startsWith("/.well-known/")) {
            return origin.map(_ -> ANYBODY);
        }
        return origin.filter(_ -> isApi(path)).filter(ofCallbacks()::contains);
    }

    private static boolean isApi(String path) {
        return APIS.contains(path) || path.startsWith("/api/v2/") || path.startsWith("/me/");
    }

    private Set<String> ofCallbacks() {
        return tenant.get().clients().stream()
                .flatMap(client -> client.callbacks().stream())
                .map(URI::create)
                .map(callback -> callback.getScheme() + "://" + callback.getAuthority())
                .collect(Collectors.toUnmodifiableSet());
    }
}
