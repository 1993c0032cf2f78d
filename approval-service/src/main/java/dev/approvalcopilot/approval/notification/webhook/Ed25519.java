package dev.approvalcopilot.approval.notification.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** The algorithm {@code ed25519} of RFC 9421 section 3.3.6. */
final class Ed25519 {
    private Ed25519() {}

    /** @return base64, as the field {@code Signature} has it between colons */
    static String sign(PrivateKey key, SignatureBase base) {
        try {
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(base.text().getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the signing key of webhooks does not sign");
        }
    }
}
