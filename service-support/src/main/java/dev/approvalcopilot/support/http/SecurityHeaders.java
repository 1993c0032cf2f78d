package dev.approvalcopilot.support.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/**
 * Headers of every answer, refusals and static files too. A service that shows pages sets its own Content-Security-Policy
 * before (quarkus.http.filter); what has none may load and show nothing. Not reached: what is no HTTP, or too long to be read
 * as a request, gets the HTTP engine's bare 400, 414 or 431.
 */
@ApplicationScoped
class SecurityHeaders {

    /** Higher runs earlier; correlation has 400, authentication 200. */
    private static final int FIRST = 500;

    private static final String CSP = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy",
                    "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), geolocation=(),"
                            + " gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(),"
                            + " usb=(), xr-spatial-tracking=()");

    private final List<String> staticPaths;
    private final String strictTransport;

    SecurityHeaders(HttpConfig config) {
        this.staticPaths = config.staticPaths().orElse(List.of());
        this.strictTransport = "max-age=" + config.strictTransport().toSeconds() + "; includeSubDomains";
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, FIRST);
    }

    /** The filters above do not reach a management port. */
    void register(@Observes ManagementInterface management) {
        management.router().route().order(Integer.MIN_VALUE).handler(this::filter);
    }

    private void filter(RoutingContext request) {
        var headers = request.response().headers();
        ALWAYS.forEach(headers::set);
        if (!headers.contains(CSP)) {
            headers.set(CSP, NOTHING);
        }
        if (staticPaths.stream().noneMatch(request.normalizedPath()::startsWith)) {
            headers.set("Cache-Control", "no-store");
        }
        if (request.request().isSSL()) {
            headers.set("Strict-Transport-Security", strictTransport);
        }
        request.next();
    }
}
