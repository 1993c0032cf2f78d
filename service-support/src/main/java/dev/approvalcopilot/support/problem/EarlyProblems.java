package dev.approvalcopilot.support.problem;

import dev.approvalcopilot.support.auth0.TenantClock;
import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers for what was refused before it reached a resource: bad credentials, a body too large, a path that nobody serves. */
@ApplicationScoped
public class EarlyProblems {

    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int MAX_CAUSES = 5;
    /** Tells the page's own scripts that nobody is signed in. */
    private static final int SIGNED_OUT = 499;

    private final Instance<ProblemPage> page;
    private final TenantClock clock;
    private final TooLarge tooLarge;

    EarlyProblems(Instance<ProblemPage> page, TenantClock clock, TooLarge tooLarge) {
        this.page = page;
        this.clock = clock;
        this.tooLarge = tooLarge;
    }

    private String withClock(String detail) {
        return clock.complaint().map(words -> detail + " " + words).orElse(detail);
    }

    void register(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    private void answer(RoutingContext request) {
        var response = request.response();
        if (response.ended() || response.headWritten()) {
            request.next();
            return;
        }
        var failure = request.failure();
        if (failure == null && isRefusal(request.statusCode())) {
            refused(request, CommonProblem.ofStatus(request.statusCode()));
        } else if (failure instanceof AuthenticationFailedException
                && response.getStatusCode() == CommonProblem.UNAUTHENTICATED.status()) {
            end(
                    request,
                    CommonProblem.UNAUTHENTICATED,
                    withClock("The credentials are not valid here."),
                    Map.of(),
                    Map.of());
        } else if (unusable(failure).isPresent()) {
            var login = unusable(failure).orElseThrow();
            end(request, login.problem(), login.getMessage(), Map.of(), Map.of());
        } else if (failure instanceof AuthenticationCompletionException) {
            end(
                    request,
                    CommonProblem.UNAUTHENTICATED,
                    withClock("The login could not be completed. Try again."),
                    Map.of(),
                    Map.of());
        } else if (failure instanceof UnauthorizedException
                && request.get(HttpAuthenticator.class.getName()) instanceof HttpAuthenticator authenticator) {
            authenticator
                    .getChallenge(request)
                    .subscribe()
                    .with(challenge -> challenged(request, challenge), request::fail);
        } else if (failure instanceof ForbiddenException) {
            refused(request, CommonProblem.FORBIDDEN);
        } else {
            request.next();
        }
    }

    /** quarkus-oidc may have wrapped it. */
    private static Optional<UnusableLogin> unusable(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(UnusableLogin.class::isInstance)
                .map(UnusableLogin.class::cast)
                .findFirst();
    }

    private void challenged(RoutingContext request, ChallengeData challenge) {
        var headers = new HashMap<String, String>();
        if (challenge != null) {
            challenge.getHeaders().forEach((name, value) -> headers.put(name.toString(), value));
        }
        end(request, CommonProblem.UNAUTHENTICATED, "Send an access token for this API.", Map.of(), headers);
    }

    private static boolean isRefusal(int status) {
        return status >= CLIENT_ERROR && status < SERVER_ERROR && status != SIGNED_OUT;
    }

    private void refused(RoutingContext request, CommonProblem problem) {
        end(request, problem, tooLarge.detail(problem), tooLarge.members(problem), Map.of());
    }

    /**
     * Ends a request outside a resource: a problem document, or its page for a browser.
     *
     * @param members further members of the document
     * @param headers further headers of the answer
     */
    public void end(
            RoutingContext request,
            Problem problem,
            String detail,
            Map<String, Object> members,
            Map<String, String> headers) {
        var response = request.response().setStatusCode(problem.status());
        headers.forEach(response::putHeader);
        if (page.isResolvable() && wantsPage(request)) {
            response.putHeader("Content-Type", "text/html; charset=utf-8")
                    .end(page.get().render(problem.title(), detail));
        } else {
            response.putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                    .end(ProblemDocument.write(problem, detail, members, Correlation.current()));
        }
    }

    private static boolean wantsPage(RoutingContext request) {
        var accept = request.request().getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && !request.normalizedPath().startsWith("/api/");
    }
}
