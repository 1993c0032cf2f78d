package dev.approvalcopilot.approval.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a receiver is sent, and that it takes nothing else for it. */
class SignedRequestTest {
    private static final URI TARGET = URI.create("https://pager.example/hooks/approval?team=ops");
    private static final UUID ID = UUID.fromString("0198f3a0-0000-7000-8000-000000000000");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String BODY = "{\"id\":\"" + ID + "\",\"data\":{\"tool\":\"Löschen\"}}";

    private static KeyPair keys;

    private final Map<String, String> headers = new HashMap<>();
    private Receiver receiver;

    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    @BeforeEach
    void sign() {
        SignedRequest.headers(TARGET, ID, BODY, NOW, "k1", keys.getPrivate())
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        receiver = new Receiver(TARGET, Map.of("k1", keys.getPublic()));
    }

    private void refuses(String step, String method, String body, Instant now) {
        assertThatThrownBy(() -> receiver.receive(method, headers, body, now))
                .isInstanceOf(SecurityException.class)
                .hasMessage(step);
    }

    @Test
    void isTakenOnce() throws Exception {
        assertThat(receiver.receive("POST", headers, BODY, NOW)).isPresent();
        assertThat(receiver.receive("POST", headers, BODY, NOW)).isEmpty();
    }

    @Test
    void anotherBodyIsRefused() {
        refuses("digest", "POST", BODY.replace("Löschen", "Lesen"), NOW);
    }

    @Test
    void anotherBodyWithItsOwnDigestIsRefused() {
        var forged = BODY.replace("Löschen", "Lesen");
        headers.put("content-digest", ContentDigest.of(forged));

        refuses("signature", "POST", forged, NOW);
    }

    @Test
    void anotherMethodIsRefused() {
        refuses("signature", "PUT", BODY, NOW);
    }

    @Test
    void anotherReceiverRefusesIt() {
        receiver = new Receiver(URI.create("https://other.example/hooks"), Map.of("k1", keys.getPublic()));

        refuses("signature", "POST", BODY, NOW);
    }

    @Test
    void anotherTypeIsRefused() {
        headers.put("content-type", "text/html");

        refuses("signature", "POST", BODY, NOW);
    }

    @Test
    void anotherIdIsRefused() {
        headers.put("idempotency-key", UUID.randomUUID().toString());

        refuses("signature", "POST", BODY, NOW);
    }

    @Test
    void anOldOneIsRefused() {
        refuses("created", "POST", BODY, NOW.plusSeconds(301));
    }

    @Test
    void aYoungerDateOnAnOldOneIsRefused() {
        headers.computeIfPresent(
                "signature-input",
                (_, input) -> input.replaceAll(
                        "created=[0-9]+", "created=" + NOW.plusSeconds(600).getEpochSecond()));

        refuses("signature", "POST", BODY, NOW.plusSeconds(600));
    }

    @Test
    void anUnknownKeyIsRefused() {
        headers.computeIfPresent("signature-input", (_, input) -> input.replace("k1", "k2"));

        refuses("keyid", "POST", BODY, NOW);
    }

    @Test
    void aSignatureThatCoversLessIsRefused() {
        headers.computeIfPresent("signature-input", (_, input) -> input.replace(" \"content-digest\"", ""));

        refuses("components", "POST", BODY, NOW);
    }

    @Test
    void noneAtAllIsRefused() {
        headers.remove("signature-input");

        refuses("input", "POST", BODY, NOW);
    }
}
