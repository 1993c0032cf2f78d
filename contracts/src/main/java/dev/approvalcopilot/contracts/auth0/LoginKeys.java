package dev.approvalcopilot.contracts.auth0;

import java.util.Collection;
import org.jose4j.jwk.JsonWebKey;

/** The tenant's public keys. Not to be had is not the same as not fitting: the first passes, the second does not. */
public interface LoginKeys {

    /**
     * The keys by which this token is to be judged; asked for anew if the one that the token names is not among those known.
     *
     * @throws Unavailable when it cannot be said now whether the tenant has that key
     */
    Collection<JsonWebKey> forToken(String compact) throws Unavailable;

    /** The tenant's keys cannot be had at the moment; try again in some seconds. */
    final class Unavailable extends Exception {
        public Unavailable(String message) {
            super(message);
        }
    }
}
