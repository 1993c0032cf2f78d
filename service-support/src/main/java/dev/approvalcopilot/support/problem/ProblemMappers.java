package dev.approvalcopilot.support.problem;

import static dev.approvalcopilot.support.problem.CommonProblem.FORBIDDEN;
import static dev.approvalcopilot.support.problem.CommonProblem.INTERNAL_ERROR;
import static dev.approvalcopilot.support.problem.CommonProblem.INVALID_REQUEST;
import static dev.approvalcopilot.support.problem.CommonProblem.UNAUTHENTICATED;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.approvalcopilot.support.correlation.Correlation;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what a resource throws, and what the framework refuses before it, into problem documents. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final TooLarge tooLarge;

    ProblemMappers(TooLarge tooLarge) {
        this.tooLarge = tooLarge;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        var response = answer(e.problem(), e.detail(), e.members());
        e.headers().forEach(response::header);
        return response.build();
    }

    /** Names the members at fault and what they must be; the values stay out. */
    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException e) {
        if (e.getConstraintViolations().stream().anyMatch(ProblemMappers::isAboutOurAnswer)) {
            return unexpected(e);
        }
        var violations = e.getConstraintViolations().stream()
                .map(v -> Map.of("field", field(v.getPropertyPath()), "message", v.getMessage()))
                .toList();
        return answer(INVALID_REQUEST, "Some members do not fit.", Map.of("violations", violations))
                .build();
    }

    @ServerExceptionMapper
    public Response unreadable(MismatchedInputException e) {
        return answer(INVALID_REQUEST, "The body is not the expected JSON object.", Map.of())
                .build();
    }

    /** What the framework answers by itself: 404, 405, 406, 415, unreadable parameters and bodies. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException e) {
        var response = e.getResponse();
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        if (response.getStatus() >= 500) {
            LOG.errorf(e, "event=request_failed status=%d", response.getStatus());
        }
        var problem = CommonProblem.ofStatus(response.getStatus());
        var detail =
                e.getCause() instanceof JacksonException ? "The body is not valid JSON." : tooLarge.detail(problem);
        var answer = answer(problem, detail, tooLarge.members(problem));
        if (response.getHeaderString("Allow") instanceof String allow) {
            answer.header("Allow", allow);
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Uni<Response> anonymous(UnauthorizedException e, RoutingContext request) {
        return challenge(request);
    }

    @ServerExceptionMapper
    public Uni<Response> badCredentials(AuthenticationFailedException e, RoutingContext request) {
        return challenge(request);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException e) {
        return answer(FORBIDDEN, "The token lacks a scope or permission that this needs.", Map.of())
                .build();
    }

    /** A class of ours that Jackson cannot read or write. Quarkus' own mapper would answer without a body. */
    @ServerExceptionMapper
    public Response unwritable(InvalidDefinitionException e) {
        return unexpected(e);
    }

    @ServerExceptionMapper
    public Response unexpected(Exception e) {
        LOG.error("event=request_failed status=500", e);
        return answer(INTERNAL_ERROR, "The log tells more under the correlation id.", Map.of())
                .build();
    }

    /** Costs its sender an answer and nobody else a thread; logged without its thousand frames. */
    @ServerExceptionMapper
    public Response overflowed(StackOverflowError e) {
        LOG.errorf("event=request_failed status=500 cause=StackOverflowError at=%s", e.getStackTrace()[0]);
        return answer(INTERNAL_ERROR, "The log tells more under the correlation id.", Map.of())
                .build();
    }

    /** Asks the mechanism in use: a bearer API answers 401, a page is redirected to its login. */
    private static Uni<Response> challenge(RoutingContext request) {
        HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
        if (authenticator == null) {
            return Uni.createFrom().item(unauthenticated().build());
        }
        return authenticator.getChallenge(request).map(ProblemMappers::challenged);
    }

    private static Response challenged(ChallengeData challenge) {
        if (challenge == null) {
            return unauthenticated().build();
        }
        var response =
                challenge.status == UNAUTHENTICATED.status() ? unauthenticated() : Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
        return response.build();
    }

    private static Response.ResponseBuilder unauthenticated() {
        return answer(UNAUTHENTICATED, "Send an access token for this API.", Map.of());
    }

    private static Response.ResponseBuilder answer(Problem problem, String detail, Map<String, Object> members) {
        return Response.status(problem.status())
                .type(ProblemDocument.MEDIA_TYPE)
                .entity(ProblemDocument.write(problem, detail, members, Correlation.current()));
    }

    private static boolean isAboutOurAnswer(ConstraintViolation<?> violation) {
        for (var node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** {@code create.request.goal} → {@code goal}: the caller knows its body, not our method. */
    static String field(Path path) {
        List<String> parameters = new ArrayList<>();
        List<String> properties = new ArrayList<>();
        for (var node : path) {
            switch (node.getKind()) {
                case PARAMETER -> parameters.add(node.getName());
                case PROPERTY -> properties.add(node.getName());
                case BEAN, CONSTRUCTOR, METHOD, CROSS_PARAMETER, RETURN_VALUE, CONTAINER_ELEMENT -> {}
            }
        }
        return String.join(".", properties.isEmpty() ? parameters : properties);
    }
}
