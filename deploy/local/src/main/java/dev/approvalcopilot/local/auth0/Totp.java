package dev.approvalcopilot.local.auth0;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords, RFC 6238: HMAC-SHA-1, steps of 30 seconds, 6 digits. */
public final class Totp {
    private static final long STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** The code that an authenticator with this base32 secret shows at that moment. */
    public static String code(String base32Secret, Instant at) {
        return code(base32Secret, at.getEpochSecond() / STEP_SECONDS);
    }

    /**
     * Accepts the step before and after as well, for clocks that differ. A code is good more than once within its
     * window, where RFC 6238 wants once: a test that logs in twice would wait half a minute each time.
     */
    static boolean accepts(String base32Secret, String presented, Instant at) {
        long step = at.getEpochSecond() / STEP_SECONDS;
        boolean accepted = false;
        for (long candidate = step - 1; candidate <= step + 1; candidate++) {
            accepted |= Secrets.same(code(base32Secret, candidate), presented);
        }
        return accepted;
    }

    private static String code(String base32Secret, long step) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(base32Secret), "HmacSHA1"));
            var hash = ByteBuffer.wrap(
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array()));
            int offset = hash.get(hash.capacity() - 1) & 0xf;
            return "%06d".formatted((hash.getInt(offset) & 0x7fffffff) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    private static byte[] decode(String base32) {
        var bytes = new byte[base32.length() * 5 / 8];
        long buffer = 0;
        int bits = 0;
        int length = 0;
        for (char letter : base32.toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("not base32: a one-time-password secret");
            }
            buffer = buffer << 5 | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (buffer >> bits);
            }
        }
        return Arrays.copyOf(bytes, length);
    }
}
