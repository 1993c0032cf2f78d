package dev.approvalcopilot.contracts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;

/** New identifiers. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A UUIDv7 (RFC 9562 section 5.7): sorts by the time it was made. */
    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** 128 random bits, base64url without padding (22 characters): salts, nonces, {@code jti}. */
    public static String random128() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
