package dev.approvalcopilot.approval;

import dev.approvalcopilot.contracts.Ids;
import dev.approvalcopilot.contracts.json.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Random values that are handed out once and kept as hashes. */
public final class Secret {
    private Secret() {}

    /** 256 random bits, base64url, 44 characters. */
    public static String random() {
        return Ids.random128() + Ids.random128();
    }

    /** base64url(SHA-256(text)) without padding. */
    public static String hash(String text) {
        var digest = Digest.of(text.getBytes(StandardCharsets.UTF_8)).value();
        return digest.substring(digest.indexOf(':') + 1);
    }

    /** In constant time. */
    public static boolean matches(String text, String hash) {
        return text != null
                && hash != null
                && MessageDigest.isEqual(
                        hash(text).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
