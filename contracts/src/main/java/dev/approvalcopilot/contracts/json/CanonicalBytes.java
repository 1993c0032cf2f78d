package dev.approvalcopilot.contracts.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.MalformedJson.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The RFC 8785 (JCS) form of one JSON text. Made once, where a thing is proposed; from then on the bytes travel, as base64 in
 * JSON, and everybody hashes what arrived instead of writing it anew.
 */
public final class CanonicalBytes {

    private final byte[] bytes;

    private CanonicalBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Canonicalises a tree. @throws MalformedJson when the tree is one that {@link StrictJson} refuses */
    public static CanonicalBytes of(JsonNode tree) {
        StrictJson.check(tree);
        try {
            var bytes = new JsonCanonicalizer(Json.MAPPER.writeValueAsString(tree)).getEncodedUTF8();
            if (bytes.length > StrictJson.MAX_BYTES) {
                throw new MalformedJson(Reason.TOO_LARGE);
            }
            return new CanonicalBytes(bytes);
        } catch (JsonProcessingException e) {
            throw new MalformedJson(Reason.WRONG_SHAPE);
        } catch (IOException e) {
            throw new MalformedJson(Reason.NOT_JSON);
        }
    }

    /** Takes bytes that somebody sent, after proving that they are the canonical form of what they say. */
    public static CanonicalBytes received(byte[] bytes) {
        var again = of(StrictJson.parse(bytes));
        if (!Arrays.equals(again.bytes, bytes)) {
            throw new MalformedJson(Reason.NOT_CANONICAL);
        }
        return new CanonicalBytes(bytes.clone());
    }

    /** Reads the written form: standard base64 with padding. Checks that the bytes are canonical. */
    @JsonCreator
    public static CanonicalBytes fromBase64(String base64) {
        try {
            return received(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new MalformedJson(Reason.NOT_JSON);
        }
    }

    /** The written form: standard base64 with padding. */
    @JsonValue
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** SHA-256 over the bytes. */
    public Digest digest() {
        return Digest.of(bytes);
    }

    /** The tree that the bytes say. A new one each time. */
    public JsonNode tree() {
        return StrictJson.parse(bytes);
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    /** The bytes as text. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Size and digest only: arguments stay out of logs. */
    @Override
    public String toString() {
        return "CanonicalBytes[" + bytes.length + " bytes, " + digest() + "]";
    }
}
