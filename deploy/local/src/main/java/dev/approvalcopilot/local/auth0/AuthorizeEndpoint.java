package dev.approvalcopilot.local.auth0;

import dev.approvalcopilot.local.auth0.AuthorizationRequest.Failed;
import dev.approvalcopilot.local.auth0.Sessions.Session;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /authorize}: what must be asked of the person, if anything. */
final class AuthorizeEndpoint {
    private final Supplier<Tenant> tenant;
    private final Sessions sessions;
    private final LoginFlow flow;
    private final PushedRequests pushed;
    private final Clock clock;

    AuthorizeEndpoint(Supplier<Tenant> tenant, Sessions sessions, LoginFlow flow, PushedRequests pushed, Clock clock) {
        this.tenant = tenant;
        this.sessions = sessions;
        this.flow = flow;
        this.pushed = pushed;
        this.clock = clock;
    }

    Response handle(Request request) {
        var authorization = known(parameters(request.query()));
        try {
            authorization.check(tenant.get());
            var usable = sessions.of(request).filter(session -> suffices(session, authorization));
            if (authorization.prompts().contains("none")) {
                return silently(authorization, usable);
            }
            return flow.begin(request, authorization, usable.map(Session::login));
        } catch (Failed failed) {
            return failure(authorization, failed.error(), failed.getMessage());
        }
    }

    /** Of a pushed request nothing counts that came through the browser. */
    private Parameters parameters(Parameters query) {
        return query.get("request_uri")
                .map(uri -> pushed.take(uri, query.get("client_id").orElse(""))
                        .orElseThrow(() -> Refused.page(
                                "Invalid request", "The request_uri is unknown, was used before or has expired.")))
                .orElse(query);
    }

    /** Before client and callback are known, nothing may be sent anywhere. */
    private AuthorizationRequest known(Parameters query) {
        var client = query.get("client_id")
                .flatMap(tenant.get()::client)
                .orElseThrow(() -> Refused.page("Unknown client", "The application is not registered here."));
        var redirectUri = query.get("redirect_uri").orElse("");
        if (!client.allowsCallback(redirectUri)) {
            throw Refused.page(
                    "Callback URL mismatch", "The provided redirect_uri is not in the list of allowed callback URLs.");
        }
        return new AuthorizationRequest(client, redirectUri, query);
    }

    private boolean suffices(Session session, AuthorizationRequest authorization) {
        var prompts = authorization.prompts();
        var maxAge = authorization.maxAgeSeconds();
        var age = Duration.between(session.login().at(), clock.instant());
        boolean tooOld = maxAge.isPresent()
                && (maxAge.getAsLong() == 0 || age.compareTo(Duration.ofSeconds(maxAge.getAsLong())) > 0);
        boolean otherConnection = authorization
                .get("connection")
                .filter(name -> !name.equals(session.login().connection()))
                .isPresent();
        return !prompts.contains("login")
                && !prompts.contains("select_account")
                && !tooOld
                && !otherConnection
                && authorization.client().connections().contains(session.login().connection());
    }

    private Response silently(AuthorizationRequest authorization, Optional<Session> session) {
        var found = session.orElseThrow(() -> new Failed("login_required", "Login required"));
        if (flow.needsSecondFactor(authorization)) {
            throw new Failed("interaction_required", "Multifactor authentication required");
        }
        if (flow.needsConsent(authorization, found.login().userId())) {
            throw new Failed("consent_required", "Consent required");
        }
        return flow.complete(authorization, found, false);
    }

    static Response failure(AuthorizationRequest authorization, String error, String description) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("error", error);
        parameters.put("error_description", description);
        authorization.get("state").ifPresent(state -> parameters.put("state", state));
        return Response.redirect(Parameters.append(authorization.redirectUri(), parameters));
    }
}
