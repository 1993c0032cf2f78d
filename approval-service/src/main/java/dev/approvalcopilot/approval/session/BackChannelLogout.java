package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.support.auth0.TenantKeys;
import dev.approvalcopilot.support.problem.CommonProblem;
import dev.approvalcopilot.support.problem.EarlyProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Where Auth0 reports that a login is over: sign-out elsewhere, password change, revocation, deletion of the account. A route of
 * its own, because the form tokens of the page's resources are not for Auth0. Quarkus' back-channel logout is not used: it keeps
 * what it was told in the memory of one replica and forgets all of it at anybody's next login (ADR 0014).
 */
@ApplicationScoped
class BackChannelLogout {
    static final String PATH = "/backchannel-logout";

    private static final Logger LOG = Logger.getLogger(BackChannelLogout.class);
    private static final int MAX_BODY_BYTES = 16 * 1024;

    private final SessionRows rows;
    private final TenantKeys keys;
    private final LogoutTokenVerifier verifier;
    private final EarlyProblems problems;
    private final MeterRegistry meters;

    BackChannelLogout(
            SessionRows rows,
            TenantKeys keys,
            EarlyProblems problems,
            MeterRegistry meters,
            ApprovalConfig config,
            @ConfigProperty(name = "quarkus.oidc.page.client-id") String client) {
        this.rows = rows;
        this.keys = keys;
        this.problems = problems;
        this.meters = meters;
        this.verifier = new LogoutTokenVerifier(config.auth0().issuer().toString(), client);
    }

    void register(@Observes Router router) {
        var body = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);
        router.post(PATH)
                .order(RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT)
                .handler(request -> {
                    request.request().resume();
                    body.handle(request);
                })
                .blockingHandler(this::take, false);
    }

    private void take(RoutingContext request) {
        var token = request.request().getFormAttribute("logout_token");
        try {
            int ended = end(verify(token == null ? "" : token));
            meters.counter("approval.sessions.ended", "by", "auth0").increment(ended);
            LOG.infof("event=login_ended by=auth0 sessions=%d", ended);
            request.response().setStatusCode(200).end();
        } catch (LogoutRefused e) {
            LOG.warnf("event=logout_token_refused code=%s", e.code());
            refuse(request, CommonProblem.INVALID_REQUEST, "This is no valid logout token.");
        } catch (LoginKeys.Unavailable | RuntimeException e) {
            // No success: whoever retries may do so.
            LOG.errorf("event=logout_token_not_taken cause=%s", e.getClass().getSimpleName());
            refuse(request, CommonProblem.INTERNAL_ERROR, "Nothing was ended. Try again.");
        }
    }

    private LogoutToken verify(String token) throws LogoutRefused, LoginKeys.Unavailable {
        return verifier.verify(token, keys.forToken(token), Instant.now());
    }

    private int end(LogoutToken token) {
        return token.sid()
                .map(rows::endLogin)
                .orElseGet(() -> rows.endAllOf(token.sub().orElseThrow()));
    }

    private void refuse(RoutingContext request, CommonProblem problem, String detail) {
        problems.end(request, problem, detail, Map.of(), Map.of());
    }
}
