package dev.approvalcopilot.support.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
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
    private static final long LINGER_MILLIS = 2000;

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
        if (request.request().version() != HttpVersion.HTTP_2) {
            closeWhenAnswered(request);
        }
        request.fail(TOO_LARGE);
    }

    /**
     * What follows on this connection would be taken for a request, so it ends. Not at once: whoever is still writing would lose
     * the answer with it. So what comes in the meantime is read and passed over. Of HTTP/2 only this stream ends.
     */
    private static void closeWhenAnswered(RoutingContext request) {
        var body = request.request();
        var connection = body.connection();
        var response = request.response().putHeader("Connection", "close");
        var patience = request.vertx().setTimer(LINGER_MILLIS, _ -> connection.close());
        connection.closeHandler(_ -> request.vertx().cancelTimer(patience));
        body.exceptionHandler(_ -> connection.close());
        body.handler(_ -> {});
        body.endHandler(_ -> {
            if (response.ended()) {
                connection.close();
            } else {
                response.endHandler(_ -> connection.close());
            }
        });
        body.resume();
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
