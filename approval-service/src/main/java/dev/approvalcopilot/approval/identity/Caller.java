package dev.approvalcopilot.approval.identity;

import java.util.Set;

/**
 * @param sub OIDC {@code sub} of the person
 * @param client the Auth0 client that acts for the person ({@code azp}); empty when the token names none
 * @param groups the tenant says the person belongs to
 */
public record Caller(String sub, String client, Set<String> groups) {
    public Caller {
        groups = Set.copyOf(groups);
    }
}
