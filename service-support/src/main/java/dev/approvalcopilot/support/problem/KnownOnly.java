package dev.approvalcopilot.support.problem;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The policy {@code known-only}: Quarkus' own {@code authenticated}, with a problem document instead of an empty 401. */
@ApplicationScoped
class KnownOnly implements HttpSecurityPolicy {

    @Override
    public String name() {
        return "known-only";
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        return identity.flatMap(known ->
                known.isAnonymous() ? Uni.createFrom().failure(new UnauthorizedException()) : CheckResult.permit());
    }
}
