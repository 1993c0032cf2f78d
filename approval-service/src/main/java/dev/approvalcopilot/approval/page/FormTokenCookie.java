package dev.approvalcopilot.approval.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes the form token's cookie off the API's answers, where Quarkus puts it too: only the page has forms. */
@ApplicationScoped
class FormTokenCookie {
    private static final int EARLY = 350;

    private final String cookie;

    FormTokenCookie(@ConfigProperty(name = "quarkus.rest-csrf.cookie-name") String cookie) {
        this.cookie = cookie;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, EARLY);
    }

    private void filter(RoutingContext request) {
        if (request.normalizedPath().startsWith("/api/")) {
            request.addHeadersEndHandler(_ -> request.response().removeCookies(cookie, false));
        }
        request.next();
    }
}
