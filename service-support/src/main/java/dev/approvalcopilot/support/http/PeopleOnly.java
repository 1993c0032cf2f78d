package dev.approvalcopilot.support.http;

import dev.approvalcopilot.contracts.identity.Principal;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.EarlyProblems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Lets in only tokens of people whom every service can name (ADR 0037): who could approve here and not be halted there would be
 * out of reach. Before any resource, so that no API can forget it.
 */
@ApplicationScoped
class PeopleOnly {

    /** After the limits of {@link RateLimitFilter} (150), before authorization (100). */
    private static final int COUNTED = 140;

    private final EarlyProblems problems;

    PeopleOnly(EarlyProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::filter, COUNTED);
    }

    private void filter(RoutingContext request) {
        var fault = request.user() instanceof QuarkusHttpUser user
                        && user.getSecurityIdentity().getPrincipal() instanceof JsonWebToken token
                ? fault(token)
                : Optional.<String>empty();
        fault.ifPresentOrElse(
                words -> problems.end(
                        request, CommonProblem.NO_PERSON, words + " Nothing was done.", Map.of(), Map.of()),
                request::next);
    }

    /** What keeps a token from being a person's, in words for people; empty if it is one's. */
    static Optional<String> fault(JsonWebToken token) {
        return "client-credentials".equals(token.getClaim("gty"))
                ? Optional.of("The token is an application's own. Use one that a person has logged in for.")
                : Principal.fault(token.getSubject());
    }
}
