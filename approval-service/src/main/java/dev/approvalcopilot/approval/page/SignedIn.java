package dev.approvalcopilot.approval.page;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.identity.Caller;
import dev.approvalcopilot.approval.identity.GroupsClaim;
import io.quarkus.oidc.IdToken;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Whose session this request came with. */
@RequestScoped
class SignedIn {
    // The qualifier goes with fields only.
    @Inject
    @IdToken
    JsonWebToken token;

    private final String client;
    private final String groupsClaim;

    SignedIn(@ConfigProperty(name = "quarkus.oidc.page.client-id") String client, ApprovalConfig config) {
        this.client = client;
        this.groupsClaim = config.groupsClaim();
    }

    String sub() {
        return token.getSubject();
    }

    Caller caller() {
        return new Caller(sub(), client, GroupsClaim.of(token.getClaim(groupsClaim)));
    }

    /** As people know themselves. */
    String name() {
        String email = token.getClaim("email");
        return email == null ? sub() : email;
    }

    Instant sessionEnds() {
        return Instant.ofEpochSecond(token.getExpirationTime());
    }
}
