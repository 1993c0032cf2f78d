package dev.approvalcopilot.approval.notification.webhook;

import java.net.URI;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The header fields of a signed POST (RFC 9421, RFC 9530). */
final class SignedRequest {
    static final String TYPE = "application/cloudevents+json";
    /** Says what the signature is for: the same key's signature over something else does not count (section 2.3). */
    static final String TAG = "approval-copilot-notification";

    private static final String LABEL = "approval";

    private SignedRequest() {}

    /** @param created to the second; a receiver refuses an old one */
    static Map<String, String> headers(
            URI target, UUID id, String body, Instant created, String keyId, PrivateKey key) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Content-Type", TYPE);
        fields.put("Content-Digest", ContentDigest.of(body));
        fields.put("Idempotency-Key", id.toString());

        var components = new LinkedHashMap<String, String>();
        components.put("@method", "POST");
        components.put("@target-uri", target.toASCIIString());
        fields.forEach((name, value) -> components.put(name.toLowerCase(Locale.ROOT), value));
        var base = new SignatureBase(
                components,
                ";created=" + created.getEpochSecond() + ";keyid=\"" + keyId + "\";alg=\"ed25519\";tag=\"" + TAG
                        + "\"");

        fields.put("Signature-Input", LABEL + "=" + base.input());
        fields.put("Signature", LABEL + "=:" + Ed25519.sign(key, base) + ":");
        return fields;
    }
}
