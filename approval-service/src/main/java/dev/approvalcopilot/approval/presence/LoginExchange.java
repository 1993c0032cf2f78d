package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import dev.approvalcopilot.contracts.presence.FreshLogin;
import dev.approvalcopilot.contracts.presence.LoginRefused;
import dev.approvalcopilot.contracts.presence.LoginVerifier;
import dev.approvalcopilot.contracts.presence.LoginVerifier.Expected;
import dev.approvalcopilot.support.auth0.TenantClock;
import dev.approvalcopilot.support.auth0.TenantKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Form;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.MalformedClaimException;

/** Exchanges the code of a bound login and judges the ID token by the same code as the gateway. */
@ApplicationScoped
class LoginExchange {
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Auth0Tenant auth0;
    private final TenantKeys keys;
    private final TenantClock clock;
    private final ApprovalConfig.Presence config;
    private final LoginVerifier verifier;

    LoginExchange(@RestClient Auth0Tenant auth0, TenantKeys keys, TenantClock clock, ApprovalConfig config) {
        this.auth0 = auth0;
        this.keys = keys;
        this.clock = clock;
        this.config = config.presence();
        this.verifier = new LoginVerifier(
                config.auth0().issuer().toString(),
                this.config.clientId(),
                this.config.trustedConnections().orElse(Set.of()),
                config.groupsClaim());
    }

    /** Auth0 did not take the code. */
    static final class CodeRefused extends Exception {
        CodeRefused() {
            super(null, null, false, false);
        }
    }

    /** @throws LoginRefused when the token is no evidence for this attempt */
    Evidence exchange(Attempt attempt, String code, Instant proposedAt, Instant now) throws LoginRefused, CodeRefused {
        var idToken = idToken(attempt, code);
        var expected = new Expected(
                AuthorizationRequest.nonce(attempt.digest(), attempt.view(), attempt.epoch()),
                attempt.principal(),
                proposedAt,
                MAX_AGE);
        var login = verify(idToken, expected, now);
        return new Evidence(idToken, login.authTime(), login.groups());
    }

    private FreshLogin verify(String idToken, Expected expected, Instant now) throws LoginRefused {
        try {
            var known = keys.forToken(idToken);
            observeClock(idToken, known, now);
            return verifier.verify(idToken, known, expected, now);
        } catch (LoginKeys.Unavailable e) {
            throw new Auth0Unavailable(e.getMessage());
        }
    }

    /** The tenant made the token a moment ago, so its time of issue tells the tenant's clock. */
    private void observeClock(String idToken, Collection<JsonWebKey> known, Instant now) {
        try {
            var issued = TenantToken.verified(idToken, known).claims().getIssuedAt();
            if (issued != null) {
                clock.observe(Instant.ofEpochSecond(issued.getValue()), now);
            }
        } catch (TenantTokenRefused | MalformedClaimException e) {
            // Such a token tells no time. The verifier refuses it and says why.
        }
    }

    private String idToken(Attempt attempt, String code) throws CodeRefused {
        var form = new Form()
                .param("grant_type", "authorization_code")
                .param("client_id", config.clientId())
                .param("client_secret", config.clientSecret())
                .param("code", code)
                .param("redirect_uri", config.redirectUri().toString())
                .param("code_verifier", attempt.codeVerifier());
        try {
            return auth0.token(form).path("id_token").asText();
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
                throw new Auth0Unavailable("code exchange: status " + status);
            }
            throw new CodeRefused();
        } catch (ProcessingException e) {
            throw new Auth0Unavailable("code exchange: no answer");
        }
    }
}
