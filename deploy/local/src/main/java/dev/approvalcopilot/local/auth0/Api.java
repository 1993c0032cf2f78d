package dev.approvalcopilot.local.auth0;

import java.net.URI;
import java.util.List;

/**
 * An API of the tenant, that is, an audience.
 *
 * @param identifier           the audience
 * @param scopes               what can be asked for; others are dropped silently
 * @param offlineAccess        whether a refresh token is given for it
 * @param rbac                 whether a person gets only scopes among their permissions, which then stand in the token
 * @param userAccess           which clients may ask for it in a person's name
 * @param tokenLifetimeSeconds of an access token
 */
public record Api(
        String identifier,
        String name,
        List<String> scopes,
        boolean offlineAccess,
        boolean rbac,
        UserAccess userAccess,
        int tokenLifetimeSeconds) {

    /** The policy for access in a person's name. */
    public enum UserAccess {
        ALLOW_ALL,
        REQUIRE_CLIENT_GRANT,
        DENY_ALL
    }

    public Api {
        scopes = List.copyOf(scopes);
        if (tokenLifetimeSeconds < 1) {
            throw new IllegalArgumentException("an access token needs a lifetime: " + identifier);
        }
    }

    Api at(URI issuer) {
        return new Api(
                Tenant.at(issuer, identifier), name, scopes, offlineAccess, rbac, userAccess, tokenLifetimeSeconds);
    }
}
