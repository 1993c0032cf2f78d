package dev.approvalcopilot.approval.session;

import dev.approvalcopilot.approval.ApprovalConfig;
import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.OidcRedirectFilter;
import io.quarkus.oidc.Redirect;
import io.quarkus.oidc.TenantFeature;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks Auth0 for a login that is not older than a session may be idle, and with it for {@code auth_time}. A browser that has had
 * a session here logs in anew: however that session ended, it must not come back by itself.
 */
@ApplicationScoped
@Unremovable
@TenantFeature("page")
@Redirect(Redirect.Location.OIDC_AUTHORIZATION)
public class LoginRequest implements OidcRedirectFilter {
    private final ApprovalConfig.Session config;

    LoginRequest(ApprovalConfig config) {
        this.config = config.session();
    }

    @Override
    public void filter(OidcRedirectContext redirect) {
        var parameters = redirect.additionalQueryParams();
        parameters.add("max_age", Long.toString(config.idle().toSeconds()));
        if (BrowserCookie.of(redirect.routingContext()).isPresent()) {
            parameters.add("prompt", "login");
        }
    }
}
