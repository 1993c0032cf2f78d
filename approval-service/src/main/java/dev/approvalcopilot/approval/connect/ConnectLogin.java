package dev.approvalcopilot.approval.connect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.approval.ApprovalConfig;
import dev.approvalcopilot.approval.ApprovalConfig.AccountSource;
import dev.approvalcopilot.approval.Secret;
import dev.approvalcopilot.approval.auth0.Auth0Tenant;
import dev.approvalcopilot.approval.auth0.Auth0Unavailable;
import dev.approvalcopilot.approval.auth0.TenantKeys;
import dev.approvalcopilot.approval.connect.ConnectStep.Reason;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Form;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/**
 * The code flow at the client "Connect accounts", which gives a token for the My Account API. No {@code prompt}: Auth0 asks for
 * nothing while its own session lives, and for a login when it does not.
 */
@Startup(ApprovalConfig.BEFORE_ANY_WORK)
@ApplicationScoped
class ConnectLogin {
    private static final String SCOPES = "openid create:me:connected_accounts delete:me:connected_accounts";
    private static final int SKEW_SECONDS = 5;
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
        var claims = verified(answer.path("id_token").asText());
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

    private JwtClaims verified(String idToken) throws ConnectRefused {
        try {
            return verified(idToken, keys.keys());
        } catch (InvalidJwtException e) {
            if (!e.hasErrorCode(ErrorCodes.MISCELLANEOUS) && !e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
                throw new ConnectRefused(Reason.LOGIN_NOT_COMPLETED);
            }
        }
        // The tenant's keys may have changed.
        try {
            return verified(idToken, keys.keysAfterUnknownKey());
        } catch (InvalidJwtException e) {
            throw new ConnectRefused(Reason.LOGIN_NOT_COMPLETED);
        }
    }

    private JwtClaims verified(String idToken, List<JsonWebKey> known) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256))
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(known))
                .setExpectedIssuer(issuer.toString())
                .setExpectedAudience(config.clientId())
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build()
                .processToClaims(idToken);
    }
}
