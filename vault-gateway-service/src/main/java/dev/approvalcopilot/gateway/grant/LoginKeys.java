package dev.approvalcopilot.gateway.grant;

import java.util.Collection;
import org.jose4j.jwk.JsonWebKey;

/** Auth0's public keys. Not to be had is not the same as not fitting: the first passes, the second does not. */
public interface LoginKeys {

    /** As known. @throws Unavailable when none are known and none can be fetched */
    Collection<JsonWebKey> current() throws Unavailable;

    /** Fetched anew, for a token whose key is not among the current ones. @throws Unavailable when not possible now */
    Collection<JsonWebKey> refreshed() throws Unavailable;

    /** Auth0's keys cannot be had at the moment; try again. */
    final class Unavailable extends Exception {
        public Unavailable(String message) {
            super(message);
        }
    }
}
