package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.identity.GroupsClaim;
import dev.approvalcopilot.approval.session.PageSession;
import io.quarkus.oidc.IdToken;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose session this request came with. */
@RequestScoped
public class SignedIn {
    // The qualifier goes with fields only.
    @Inject
    @IdToken
    JsonWebToken token;

    private final String client;
    private final String groupsClaim;
    private final RoutingContext request;

    SignedIn(
            @ConfigProperty(name = "quarkus.oidc.page.client-id") String client,
            ApprovalConfig config,
            RoutingContext request) {
        this.client = client;
        this.groupsClaim = config.groupsClaim();
        this.request = request;
    }

    public String sub() {
        return token.getSubject();
    }

    public Caller caller() {
        return new Caller(sub(), client, GroupsClaim.of(token.getClaim(groupsClaim)));
    }

    /** As people know themselves. */
    public String name() {
        String email = token.getClaim("email");
        return email == null ? sub() : email;
    }

    /** Every request that gets as far as a resource has one. */
    public PageSession session() {
        return PageSession.of(request).orElseThrow();
    }
}
