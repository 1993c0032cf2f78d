package dev.approvalcopilot.approval.presence;

import java.time.Instant;
import java.util.Set;

/**
 * A fresh login for one decision.
 *
 * @param idToken as Auth0 signed it
 * @param authTime when the person logged in
 * @param groups whose member the login shows the person to be
 */
public record Evidence(String idToken, Instant authTime, Set<String> groups) {
    public Evidence {
        groups = Set.copyOf(groups);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Evidence[" + authTime + "]";
    }
}
