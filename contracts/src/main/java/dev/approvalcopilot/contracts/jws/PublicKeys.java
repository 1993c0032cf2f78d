package dev.approvalcopilot.contracts.jws;

import java.security.PublicKey;
import java.util.Optional;

/** The public Ed25519 keys that one signer may have used. */
public interface PublicKeys {

    /** The key of that name, if it is trusted now. */
    Optional<PublicKey> find(String kid);
}
