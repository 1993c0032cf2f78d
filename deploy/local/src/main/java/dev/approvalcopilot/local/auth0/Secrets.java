package dev.approvalcopilot.local.auth0;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random values, hashes and the comparison that takes the same time whatever differs. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Secrets() {}

    /** Base64url text of this many random bytes. */
    static String random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return BASE64URL.encodeToString(value);
    }

    static String sha256(String text) {
        return BASE64URL.encodeToString(digest(text));
    }

    /** Compares digests, so that neither content nor length shows in the time taken. */
    static boolean same(String expected, String presented) {
        return MessageDigest.isEqual(digest(expected), digest(presented));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
