package dev.approvalcopilot.gateway.grant;

import java.util.Objects;

/**
 * What arrived, unchecked: anybody may have written it.
 *
 * @param jws the grant, meant to be a compact JWS
 * @param action meant to be the base64 of the action's canonical bytes
 */
public record ReceivedGrant(String jws, String action) {

    public ReceivedGrant {
        Objects.requireNonNull(jws);
        Objects.requireNonNull(action);
    }

    /** Without content: it may hold evidence and arguments. */
    @Override
    public String toString() {
        return "ReceivedGrant[" + jws.length() + " characters]";
    }
}
