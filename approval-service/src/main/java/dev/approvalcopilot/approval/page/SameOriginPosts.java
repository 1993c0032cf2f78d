package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.EarlyProblems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;

/**
 * What changes something comes from the page itself, as the browser says (Fetch Metadata). Beside the form token, and before it:
 * signing out has no resource whose form token could be checked. A browser too old to say it has the token and the cookie's
 * SameSite alone.
 */
@ApplicationScoped
class SameOriginPosts {
    /** Before authentication, which the sign-out is part of. */
    private static final int EARLY = 250;

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String SIGN_OUT = "/sign-out";

    private final EarlyProblems problems;

    SameOriginPosts(EarlyProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, EARLY);
    }

    private void filter(RoutingContext request) {
        var path = request.normalizedPath();
        boolean reading = READING.contains(request.request().method());
        if (path.equals(SIGN_OUT) && reading) {
            refuse(request, CommonProblem.METHOD_NOT_ALLOWED, "Signing out takes the button on the page.");
        } else if (!reading && !path.startsWith("/api/") && isForeign(request)) {
            refuse(request, CommonProblem.FORBIDDEN, "This did not come from the page. Nothing was changed.");
        } else {
            request.next();
        }
    }

    private static boolean isForeign(RoutingContext request) {
        var site = request.request().getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin");
    }

    private void refuse(RoutingContext request, CommonProblem problem, String detail) {
        problems.end(request, problem, detail, Map.of(), Map.of());
    }
}
