package dev.approvalcopilot.approval.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalConfig.AccountSource;
import dev.approvalcopilot.approval.Secret;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.connect.ConnectStep.Reason;
import dev.approvalcopilot.contracts.auth0.Leeway;
import dev.approvalcopilot.contracts.auth0.LoginKeys;
import dev.approvalcopilot.contracts.auth0.TenantToken;
import dev.approvalcopilot.contracts.auth0.TenantTokenRefused;
import dev.approvalcopilot.support.auth0.TenantKeys;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Form;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/**
 * The code flow at the client "Connect accounts", which gives a token for the My Account API. No {@code prompt}: Auth0 asks for
 * nothing while its own session lives, and for a login when it does not.
 */
@Startup(ApprovalConfig.BEFORE_ANY_WORK)
@ApplicationScoped
class ConnectLogin {
    private static final String SCOPES = "openid create:me:connected_accounts delete:me:connected_accounts";
    private static final int SERVER_ERROR = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Auth0Tenant auth0;
    private final TenantKeys keys;
    private final URI issuer;
    private final ApprovalConfig.Connect config;
    private final URI callback;

    ConnectLogin(@RestClient Auth0Tenant auth0, TenantKeys keys, ApprovalConfig config) {
        this.auth0 = auth0;
        this.keys = keys;
        this.issuer = config.auth0().issuer();
        this.config = config.connect();
        this.callback = config.presence().redirectUri().resolve("/accounts/callback");
        if (config.accounts().source() == AccountSource.CONNECTED_ACCOUNTS
                && this.config.clientSecret().isEmpty()) {
            throw new ConfigurationException("approval.connect.client-secret is not set");
        }
    }

    /** @param codeVerifier of PKCE (RFC 7636) */
    URI request(String state, String nonce, String codeVerifier) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", config.clientId());
        parameters.put("redirect_uri", callback.toString());
        parameters.put("audience", issuer + "me/");
        parameters.put("scope", SCOPES);
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", Secret.hash(codeVerifier));
        parameters.put("code_challenge_method", "S256");
        return FormQuery.uri(URI.create(issuer + "authorize"), parameters);
    }

    /** @throws ConnectRefused when Auth0 does not take the code, or somebody else logged in */
    PersonsToken token(Errand errand, String code) throws ConnectRefused {
        var answer = redeem(errand, code);
        var claims = verified(answer.path("id_token").asText(), Instant.now());
        try {
            if (!errand.nonce().equals(claims.getStringClaimValue("nonce"))) {
                throw new ConnectRefused(Reason.LOGIN_NOT_COMPLETED);
            }
            if (!errand.principal().equals(claims.getSubject())) {
                throw new ConnectRefused(Reason.OTHER_PERSON);
            }
        } catch (MalformedClaimException e) {
            throw new ConnectRefused(Reason.LOGIN_NOT_COMPLETED);
        }
        if (!answer.path("access_token").isTextual()) {
            throw new Auth0Unavailable("code exchange: unknown answer");
        }
        return new PersonsToken(answer.path("access_token").textValue());
    }

    private JsonNode redeem(Errand errand, String code) throws ConnectRefused {
        var form = new Form()
                .param("grant_type", "authorization_code")
                .param("client_id", config.clientId())
                .param("client_secret", config.clientSecret().orElseThrow())
                .param("code", code)
                .param("redirect_uri", callback.toString())
                .param("code_verifier", errand.codeVerifier());
        try {
            return auth0.token(form);
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
            if (status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) {
                throw new Auth0Unavailable("code exchange: status " + status);
            }
            throw new ConnectRefused(Reason.LOGIN_NOT_COMPLETED);
        } catch (ProcessingException e) {
            throw new Auth0Unavailable("code exchange: no answer");
        }
    }

    private JwtClaims verified(String idToken, Instant now) throws ConnectRefused {
        try {
            var claims = TenantToken.verified(idToken, keys.forToken(idToken)).claims();
            check(issuer.toString().equals(claims.getIssuer()), Reason.LOGIN_NOT_COMPLETED);
            check(config.clientId().equals(claims.getClaimValue("aud")), Reason.LOGIN_NOT_COMPLETED);
            check(claims.getExpirationTime() != null && claims.getIssuedAt() != null, Reason.LOGIN_NOT_COMPLETED);
            check(!Leeway.isAhead(instant(claims.getIssuedAt()), now), Reason.CLOCK);
            check(!Leeway.isOver(instant(claims.getExpirationTime()), now), Reason.LOGIN_NOT_COMPLETED);
            return claims;
        } catch (TenantTokenRefused | MalformedClaimException e) {
            throw new ConnectRefused(Reason.LOGIN_NOT_COMPLETED);
        } catch (LoginKeys.Unavailable e) {
            throw new Auth0Unavailable(e.getMessage());
        }
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }

    private static void check(boolean holds, Reason reason) throws ConnectRefused {
        if (!holds) {
            throw new ConnectRefused(reason);
        }
    }
}
