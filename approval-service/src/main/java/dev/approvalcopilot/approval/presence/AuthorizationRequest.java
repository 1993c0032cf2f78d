package dev.approvalcopilot.approval.presence;

import dev.approvalcopilot.approval.Secret;
import dev.approvalcopilot.contracts.json.Digest;
import dev.approvalcopilot.contracts.presence.PresenceNonce;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/**
 * The OpenID Connect authorization request of a bound login. Its nonce, and so the ID token, names digest and view.
 *
 * @param issuer the tenant, with its slash
 */
record AuthorizationRequest(URI issuer, String clientId, URI redirectUri) {
    /** Asks for a second factor (auth0, "Step-up"). */
    static final String MFA = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

    /**
     * @param epoch of halts, which the nonce names
     * @param codeVerifier of PKCE (RFC 7636), 43 to 128 characters
     */
    URI uri(Digest action, Digest view, String epoch, String state, String codeVerifier) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirectUri.toString());
        parameters.put("scope", "openid");
        parameters.put("state", state);
        parameters.put("nonce", nonce(action, view, epoch));
        parameters.put("code_challenge", challenge(codeVerifier));
        parameters.put("code_challenge_method", "S256");
        parameters.put("prompt", "login");
        parameters.put("max_age", "0");
        parameters.put("acr_values", MFA);
        var query = parameters.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(issuer + "authorize?" + query);
    }

    static String nonce(Digest action, Digest view, String epoch) {
        return PresenceNonce.of(action, view, epoch);
    }

    /** base64url(SHA-256(verifier)), RFC 7636 section 4.2. */
    static String challenge(String codeVerifier) {
        return Secret.hash(codeVerifier);
    }
}
