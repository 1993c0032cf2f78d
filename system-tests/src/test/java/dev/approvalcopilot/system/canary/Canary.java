package dev.approvalcopilot.system.canary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A secret to look for.
 *
 * @param kind what it is, for people
 */
record Canary(String kind, String value) {
    /** Enough to be this secret and no other, and little enough to be found where one was cut. */
    private static final int TELLING_CHARS = 40;

    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat HEX_CAPITALS = HexFormat.of().withUpperCase();

    /**
     * What it looks like where somebody wrote it down.
     *
     * @param form for people
     */
    record Trace(Canary canary, String form, byte[] bytes) {}

    Canary {
        if (value.length() < TELLING_CHARS) {
            throw new IllegalArgumentException("too short to be told from chance: " + kind);
        }
    }

    /** Whether it is a login at the client that authorises critical actions: its places are contracts, not leaks. */
    boolean isPresence() {
        return kind.equals("id_token") && payload().contains("\"aud\":\"copilot-presence\"");
    }

    private String payload() {
        return new String(Base64.getUrlDecoder().decode(value.split("\\.")[1]), StandardCharsets.UTF_8);
    }

    /** A JWT is told by its signature: without that it is no credential. */
    private byte[] telling() {
        var parts = value.split("\\.");
        var text = value.startsWith("eyJ") && parts.length == 3 ? parts[2] : value;
        return text.substring(0, Math.min(text.length(), TELLING_CHARS)).getBytes(StandardCharsets.US_ASCII);
    }

    /** In clear, in hexadecimal, in base64 wherever it begins in what was encoded, and hashed. */
    List<Trace> traces() {
        var telling = telling();
        var hash = sha256(value);
        var traces = new ArrayList<Trace>();
        traces.add(new Trace(this, "in clear", telling));
        traces.add(trace("in hexadecimal", HEX.formatHex(telling)));
        traces.add(trace("in hexadecimal", HEX_CAPITALS.formatHex(telling)));
        traces.add(trace("as SHA-256", HEX.formatHex(hash)));
        traces.add(trace("as SHA-256", HEX_CAPITALS.formatHex(hash)));
        for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            traces.add(trace("as SHA-256 in base64", encoder.withoutPadding().encodeToString(hash)));
            for (int offset = 0; offset < 3; offset++) {
                traces.add(trace("in base64 at " + offset, inBase64(encoder, telling, offset)));
            }
        }
        return traces;
    }

    private Trace trace(String form, String text) {
        return new Trace(this, form, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Only the characters that hang on nothing before and nothing behind. */
    private static String inBase64(Base64.Encoder encoder, byte[] bytes, int offset) {
        var shifted = new byte[offset + bytes.length];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        int from = (offset * 8 + 5) / 6;
        return encoder.encodeToString(shifted).substring(from, shifted.length * 8 / 6);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** No secret in a report. */
    @Override
    public String toString() {
        return kind;
    }
}
