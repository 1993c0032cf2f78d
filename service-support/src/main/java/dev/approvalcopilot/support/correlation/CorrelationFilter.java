package dev.approvalcopilot.support.correlation;

import dev.approvalcopilot.contracts.Ids;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

/** Takes a request's correlation id, or makes one, and answers with it. Runs before authentication: refusals have one too. */
@ApplicationScoped
class CorrelationFilter {

    /** Higher runs earlier; Quarkus authenticates at 200. */
    private static final int BEFORE_AUTHENTICATION = 400;

    void register(@Observes Filters filters) {
        filters.register(CorrelationFilter::filter, BEFORE_AUTHENTICATION);
    }

    private static void filter(RoutingContext request) {
        var id = Correlation.accepted(request.request().getHeader(Correlation.HEADER))
                .orElseGet(() -> Ids.next().toString());
        MDC.put(Correlation.MDC_KEY, id);
        request.response().putHeader(Correlation.HEADER, id);
        request.next();
    }
}
