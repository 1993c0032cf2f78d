package dev.approvalcopilot.support.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces to be too large, before anything is done for it. Quarkus has the same limit and cuts off what
 * turns out to be too large only while it is read; its answers have no words.
 */
@ApplicationScoped
class BodyLimit {

    /** After the headers and the correlation id, before authentication. */
    private static final int EARLY = 300;

    private static final int TOO_LARGE = 413;

    private final long maxBodyBytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBodyBytes = maxBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, EARLY);
    }

    private void filter(RoutingContext request) {
        if (announced(request) <= maxBodyBytes) {
            request.next();
            return;
        }
        // The body is not read: what follows on this connection would be taken for a request.
        var connection = request.request().connection();
        request.response().putHeader("Connection", "close").endHandler(_ -> connection.close());
        request.fail(TOO_LARGE);
    }

    private static long announced(RoutingContext request) {
        var length = request.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
