package dev.approvalcopilot.approval.account;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Form;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** The Management API token of {@code copilot-accounts-reader}: in memory only, renewed a minute before its end. */
@ApplicationScoped
class ManagementToken {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Auth0Tenant auth0;
    private final ApprovalConfig config;
    private String token;
    private Instant until = Instant.MIN;

    ManagementToken(@RestClient Auth0Tenant auth0, ApprovalConfig config) {
        this.auth0 = auth0;
        this.config = config;
    }

    synchronized String current() {
        return Instant.now().isBefore(until) ? token : renewed();
    }

    synchronized String renewed() {
        var form = new Form()
                .param("grant_type", "client_credentials")
                .param("client_id", config.accounts().clientId())
                .param("client_secret", config.accounts().clientSecret())
                .param("audience", config.auth0().issuer() + "api/v2/");
        try {
            var answer = auth0.token(form);
            if (!answer.path("access_token").isTextual()) {
                throw new Auth0Unavailable("management token: unknown answer");
            }
            token = answer.path("access_token").textValue();
            until = Instant.now()
                    .plusSeconds(answer.path("expires_in").asLong())
                    .minus(MARGIN);
            return token;
        } catch (WebApplicationException e) {
            throw new Auth0Unavailable(
                    "management token: status " + e.getResponse().getStatus());
        } catch (ProcessingException e) {
            throw new Auth0Unavailable("management token: no answer");
        }
    }
}
