package dev.approvalcopilot.support.problem;

import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** Problem documents for requests that never reach a resource: a refused token, a body over the limit. */
@ApplicationScoped
class EarlyProblems {

    void register(@Observes Router router) {
        router.route().failureHandler(EarlyProblems::answer);
    }

    private static void answer(RoutingContext request) {
        var response = request.response();
        if (response.ended() || response.headWritten()) {
            request.next();
        } else if (request.failure() instanceof AuthenticationFailedException && response.getStatusCode() == 401) {
            end(request, CommonProblem.UNAUTHENTICATED, "The token is not valid here.");
        } else if (request.statusCode() == CommonProblem.BODY_TOO_LARGE.status()) {
            end(request, CommonProblem.BODY_TOO_LARGE, "The body is larger than this API accepts.");
        } else {
            request.next();
        }
    }

    private static void end(RoutingContext request, Problem problem, String detail) {
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(ProblemDocument.write(problem, detail, Map.of(), Correlation.current()));
    }
}
