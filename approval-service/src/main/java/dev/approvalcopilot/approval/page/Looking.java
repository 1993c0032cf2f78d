package dev.approvalcopilot.approval.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Tells a person who looks from a program that fetches ahead: only before a person's eyes does a reading time run. A scanner
 * with the person's own session that asks like a browser is not told apart; all it can do is look.
 */
@ApplicationScoped
class Looking {
    private static final int EARLY = 240;
    /** The browser asks again when the person goes there. */
    private static final int NOT_NOW = 503;

    void register(@Observes Filters filters) {
        filters.register(this::filter, EARLY);
    }

    private void filter(RoutingContext request) {
        var path = request.normalizedPath();
        boolean asset = path.startsWith("/page/") || path.startsWith("/webjars/");
        if (isAhead(request) && !asset && !path.startsWith("/api/")) {
            request.response()
                    .setStatusCode(NOT_NOW)
                    .putHeader("Cache-Control", "no-store")
                    .end();
        } else {
            request.next();
        }
    }

    /** Sec-Purpose is the standard's name, the others are what browsers sent before it. */
    private static boolean isAhead(RoutingContext request) {
        var headers = request.request().headers();
        return Stream.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
                .map(headers::get)
                .anyMatch(value -> value != null
                        && (value.toLowerCase(Locale.ROOT).contains("prefetch")
                                || value.toLowerCase(Locale.ROOT).contains("preview")));
    }

    /** Whether the answer will be shown: HEAD brings none. */
    static boolean isWhole(RoutingContext request) {
        return !HttpMethod.HEAD.equals(request.request().method());
    }
}
