package dev.approvalcopilot.contracts.presence;

import dev.approvalcopilot.contracts.json.Digest;
import java.util.List;

/** The OIDC {@code nonce} that ties a login to one decision (contracts, "Presence"). */
public final class PresenceNonce {

    private static final String PURPOSE = "approval-presence.v1";

    private PresenceNonce() {}

    /** {@code base64url(SHA-256(JCS(["approval-presence.v1", digest, view, epoch, "approve"])))}, all strings. */
    public static String of(Digest action, Digest view, String epoch) {
        var bound = Digest.ofJcs(List.of(PURPOSE, action.value(), view.value(), epoch, "approve"));
        return bound.value().substring(bound.value().indexOf(':') + 1);
    }
}
