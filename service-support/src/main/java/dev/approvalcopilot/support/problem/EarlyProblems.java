package dev.approvalcopilot.support.problem;

import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** The problem document for a request whose credentials were refused before it reached a resource. */
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
            end(request);
        } else {
            request.next();
        }
    }

    private static void end(RoutingContext request) {
        var problem = CommonProblem.UNAUTHENTICATED;
        request.response()
                .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
                .end(ProblemDocument.write(
                        problem, "The credentials are not valid here.", Map.of(), Correlation.current()));
    }
}
