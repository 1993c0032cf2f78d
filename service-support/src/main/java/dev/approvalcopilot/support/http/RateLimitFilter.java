package dev.approvalcopilot.support.http;

import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.EarlyProblems;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses what is too much. Right after authentication, so that it knows who asks and before anything is done for them; refused
 * credentials never come this far and are counted where they are refused. Health and metrics are for machines next door.
 */
@ApplicationScoped
class RateLimitFilter {

    /** Between authentication (200) and authorization (100). */
    private static final int KNOWING_WHO = 150;

    private static final String OPERATIONS = "/q/";

    private final RateLimits limits;
    private final EarlyProblems problems;
    private final List<String> uncounted;

    RateLimitFilter(RateLimits limits, EarlyProblems problems, HttpConfig config) {
        this.limits = limits;
        this.problems = problems;
        this.uncounted = Stream.of(
                        Stream.of(OPERATIONS),
                        config.staticPaths().stream().flatMap(List::stream),
                        config.uncountedPaths().stream().flatMap(List::stream))
                .flatMap(paths -> paths)
                .toList();
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, KNOWING_WHO);
    }

    /** Before whoever answers failures. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::refusedCredentials);
    }

    private void refusedCredentials(RoutingContext request) {
        if (request.failure() instanceof AuthenticationFailedException
                && !request.response().ended()) {
            limits.stranger(request).ifPresentOrElse(refusal -> refuse(request, refusal), request::next);
        } else {
            request.next();
        }
    }

    private void filter(RoutingContext request) {
        var path = request.normalizedPath();
        if (uncounted.stream().anyMatch(path::startsWith)) {
            request.next();
        } else if (request.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()) {
            known(Caller.of(user.getSecurityIdentity()), request);
        } else {
            limits.stranger(request).ifPresentOrElse(refusal -> refuse(request, refusal), request::next);
        }
    }

    private void known(Caller caller, RoutingContext request) {
        var taken = limits.known(caller, request);
        if (taken.taken()) {
            request.response().putHeader("RateLimit-Policy", taken.policy()).putHeader("RateLimit", taken.state());
            request.next();
        } else {
            refuse(request, new TooManyRequests(taken));
        }
    }

    private void refuse(RoutingContext request, TooManyRequests refusal) {
        problems.end(request, CommonProblem.TOO_MANY_REQUESTS, refusal.detail(), refusal.members(), refusal.headers());
    }
}
