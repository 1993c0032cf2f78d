package dev.approvalcopilot.contracts.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvalcopilot.contracts.json.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PresenceNonceTest {

    private static final Digest ACTION = Digest.of(new byte[] {1});
    private static final Digest VIEW = Digest.of(new byte[] {2});

    @Test
    void isTheHashOfFiveStrings() throws NoSuchAlgorithmException {
        var text = "[\"approval-presence.v1\",\"" + ACTION + "\",\"" + VIEW + "\",\"0\",\"approve\"]";
        var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertThat(PresenceNonce.of(ACTION, VIEW, "0"))
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    @Test
    void differsByActionViewAndEpoch() {
        assertThat(PresenceNonce.of(ACTION, VIEW, "0"))
                .isNotEqualTo(PresenceNonce.of(VIEW, ACTION, "0"))
                .isNotEqualTo(PresenceNonce.of(ACTION, VIEW, "1"))
                .isNotEqualTo(PresenceNonce.of(ACTION, ACTION, "0"));
    }
}
