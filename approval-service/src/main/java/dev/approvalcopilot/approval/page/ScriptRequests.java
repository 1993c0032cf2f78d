package dev.approvalcopilot.approval.page;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;

/** Requests of the page's own scripts cannot follow a redirect to the login: they are told (status 499), and reload the page. */
@ApplicationScoped
class ScriptRequests implements JavaScriptRequestChecker {
    @Override
    public boolean isJavaScriptRequest(RoutingContext request) {
        var headers = request.request().headers();
        return headers.contains("HX-Request") || MediaType.SERVER_SENT_EVENTS.equals(headers.get("Accept"));
    }
}
