package dev.approvalcopilot.contracts.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/** A SHA-256 digest in its written form: {@code sha-256:} and base64url without padding (43 characters). */
public record Digest(@JsonValue String value) {

    private static final String PREFIX = "sha-256:";
    /** The last of 43 characters carries four bits: only 16 of the 64 letters can stand there, so one digest has one form. */
    private static final Pattern FORM = Pattern.compile("sha-256:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

    @JsonCreator
    public Digest {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new MalformedJson(MalformedJson.Reason.WRONG_SHAPE, "digest");
        }
    }

    /** SHA-256 over bytes. */
    public static Digest of(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Digest(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** SHA-256 over the RFC 8785 form of what Jackson writes for the value. */
    public static Digest ofJcs(Object value) {
        return CanonicalBytes.of(Json.MAPPER.valueToTree(value)).digest();
    }

    @Override
    public String toString() {
        return value;
    }
}
