package dev.approvalcopilot.support.http;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Whose request it is.
 *
 * @param sub    the person, or whatever else has logged in
 * @param client the Auth0 client that holds the access token; a session of the page has none
 */
record Caller(String sub, Optional<String> client) {

    static Caller of(SecurityIdentity identity) {
        var principal = identity.getPrincipal();
        if (principal instanceof JsonWebToken token) {
            String azp = token.getClaim("azp");
            String client = azp == null ? token.getClaim("client_id") : azp;
            return new Caller(principal.getName(), Optional.ofNullable(client));
        }
        return new Caller(principal.getName(), Optional.empty());
    }
}
