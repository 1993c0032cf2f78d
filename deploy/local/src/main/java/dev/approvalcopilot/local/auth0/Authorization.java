package dev.approvalcopilot.local.auth0;

import java.time.Instant;
import java.util.Set;

/**
 * What a person allowed a client: the content of an authorization code, and of a refresh token.
 *
 * @param scopes       granted, not merely asked for
 * @param audience     an API, or empty for {@code /userinfo} only
 * @param nonce        of the request, or empty
 * @param challenge    PKCE S256, or empty
 * @param authTimeAsked whether the ID token shows when the login was
 * @param mfa          whether a second factor was given for this request
 */
record Authorization(
        String clientId,
        String userId,
        String redirectUri,
        Set<String> scopes,
        String audience,
        String nonce,
        String challenge,
        String sid,
        String connection,
        Instant authTime,
        boolean authTimeAsked,
        boolean mfa) {

    Authorization {
        scopes = Set.copyOf(scopes);
    }

    boolean has(String scope) {
        return scopes.contains(scope);
    }

    /** For a refresh: same person and client; neither nonce nor second factor belong to a later answer. */
    Authorization refreshed(String otherAudience, Set<String> otherScopes) {
        return new Authorization(
                clientId,
                userId,
                redirectUri,
                otherScopes,
                otherAudience,
                "",
                "",
                sid,
                connection,
                authTime,
                false,
                false);
    }

    /** The same, granted at this moment. */
    Authorization loggedInAt(Instant moment) {
        return new Authorization(
                clientId,
                userId,
                redirectUri,
                scopes,
                audience,
                nonce,
                challenge,
                sid,
                connection,
                moment,
                authTimeAsked,
                mfa);
    }
}
