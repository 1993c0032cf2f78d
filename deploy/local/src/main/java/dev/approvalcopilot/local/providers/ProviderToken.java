package dev.approvalcopilot.local.providers;

import java.time.Instant;
import java.util.List;

/**
 * What Auth0's stand-in knows about a provider token that it gave out. The token's text is no part of it.
 *
 * @param user the OIDC {@code sub} of the person whose account it opens
 * @param connection the Auth0 connection it came from, such as {@code github}
 * @param scopes granted at the provider; GitHub Apps have none
 * @param auditContext what the exchange gave as {@code audit_context}; empty if nothing
 */
public record ProviderToken(String user, String connection, List<String> scopes, Instant expires, String auditContext) {

    public ProviderToken {
        scopes = List.copyOf(scopes);
    }

    /** The user's short name, which the stand-ins use as GitHub login and mail name: {@code ada} of {@code auth0|ada}. */
    String login() {
        return user.substring(user.lastIndexOf('|') + 1);
    }

    boolean hasOneOf(List<String> accepted) {
        return accepted.stream().anyMatch(scopes::contains);
    }
}
