package dev.approvalcopilot.approval.notification.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.approvalcopilot.contracts.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiver of webhooks does, step by step as the guide says. It shares no code with the sender.
 *
 * @param address  at which it is called, as it was configured at the sender
 * @param keys     public keys by {@code kid}
 * @param accepted ids of events that it has acted on
 */
record Receiver(URI address, Map<String, PublicKey> keys, Set<String> accepted) {
    private static final List<String> COVERED =
            List.of("@method", "@target-uri", "content-type", "content-digest", "idempotency-key");
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Pattern INPUT = Pattern.compile("approval=(\\(([^()]*)\\)(;.*))");

    Receiver(URI address, Map<String, PublicKey> keys) {
        this(address, keys, new HashSet<>());
    }

    /** @return the event, once; empty for a repetition. @throws SecurityException naming the step that failed */
    Optional<JsonNode> receive(String method, Map<String, String> headers, String body, Instant now) throws Exception {
        var input = match(headers.get("signature-input"));
        check(Arrays.asList(input.group(2).replace("\"", "").split(" ")).equals(COVERED), "components");
        check(parameter(input, "alg").equals("ed25519"), "alg");
        check(parameter(input, "tag").equals("approval-copilot-notification"), "tag");
        var age = Duration.between(Instant.ofEpochSecond(created(input)), now).abs();
        check(age.compareTo(WINDOW) <= 0, "created");
        var key = keys.get(parameter(input, "keyid"));
        check(key != null, "keyid");
        check(isSigned(key, base(method, headers, input), headers.get("signature")), "signature");
        check(headers.get("content-digest").equals("sha-256=:" + base64(sha256(body)) + ":"), "digest");
        var event = Json.MAPPER.readTree(body);
        check(event.path("id").asText().equals(headers.get("idempotency-key")), "id");
        return accepted.add(event.path("id").asText()) ? Optional.of(event) : Optional.empty();
    }

    private String base(String method, Map<String, String> headers, Matcher input) {
        var base = new StringBuilder();
        for (var component : COVERED) {
            var value = switch (component) {
                case "@method" -> method;
                case "@target-uri" -> address.toString();
                default -> headers.get(component);
            };
            base.append('"').append(component).append("\": ").append(value).append('\n');
        }
        return base.append("\"@signature-params\": ").append(input.group(1)).toString();
    }

    private static boolean isSigned(PublicKey key, String base, String signature) throws GeneralSecurityException {
        check(signature != null && signature.matches("approval=:[A-Za-z0-9+/=]+:"), "signature");
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(base.getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(Base64.getDecoder().decode(signature.substring(10, signature.length() - 1)));
    }

    private static Matcher match(String input) {
        var matcher = INPUT.matcher(input == null ? "" : input);
        check(matcher.matches(), "input");
        return matcher;
    }

    private static String parameter(Matcher input, String name) {
        var matcher = Pattern.compile(";" + name + "=\"([^\"]*)\"").matcher(input.group(3));
        check(matcher.find(), name);
        return matcher.group(1);
    }

    private static long created(Matcher input) {
        var matcher = Pattern.compile(";created=([0-9]{1,12})").matcher(input.group(3));
        check(matcher.find(), "created");
        return Long.parseLong(matcher.group(1));
    }

    private static byte[] sha256(String body) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void check(boolean holds, String step) {
        if (!holds) {
            throw new SecurityException(step);
        }
    }
}
