package dev.approvalcopilot.gateway.grant;

import java.security.PublicKey;
import java.util.Optional;

/** The public Ed25519 keys that may have signed a grant. */
public interface GrantKeys {

    /** The key of that name, if it is mounted now. */
    Optional<PublicKey> find(String kid);
}
