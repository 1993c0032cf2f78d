package dev.approvalcopilot.approval.presence;

import java.time.Instant;

/**
 * A fresh login for one decision.
 *
 * @param idToken as Auth0 signed it
 * @param authTime when the person logged in
 */
public record Evidence(String idToken, Instant authTime) {
    /** Without the token. */
    @Override
    public String toString() {
        return "Evidence[" + authTime + "]";
    }
}
